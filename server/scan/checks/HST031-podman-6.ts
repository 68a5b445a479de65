import { check } from '../model/check.ts';
import { info } from './_examples.ts';

export default check({
  id: 'HST031',
  title: { en: 'Ready for Podman 6', ja: 'Podman 6 に移行できる' },
  severity: { strict: 'info' },
  references: [
    { title: 'Podman release notes', url: 'https://github.com/containers/podman/blob/main/RELEASE_NOTES.md' },
  ],
  messages: {
    removed: { en: 'Podman 6 has no {feature} any more.', ja: 'Podman 6 では {feature} が廃止されています。' },
    unsaid: { en: 'Podman does not say what it uses.', ja: 'Podman が使用中の機能を示していません。' },
  },
  why: {
    en: 'After the upgrade containers do not start, or lose their network.',
    ja: '更新後にコンテナが起動しなくなったり、ネットワークを失ったりします。',
  },
  remedy: {
    en: 'Move to cgroup v2, netavark, SQLite and pasta before you upgrade.',
    ja: '更新の前に cgroup v2、netavark、SQLite、pasta へ移行してください。',
  },
  needs: ['info'],
  examples: {
    pass: [
      { facts: { info: info() } },
      { facts: { info: info({ databaseBackend: 'sqlite', rootlessNetworkCmd: 'pasta' }) } },
    ],
    review: [
      { facts: { info: info({ cgroupVersion: 'v1' }) } },
      { facts: { info: info({ networkBackend: 'cni' }) } },
      { facts: { info: info({ databaseBackend: 'boltdb' }) } },
      { facts: { info: info({ rootlessNetworkCmd: 'slirp4netns' }) } },
    ],
    unknown: [{ facts: { info: { host: { security: { rootless: true } } } } }],
    error: [{ facts: {} }],
  },
  *judge({ info }) {
    const old = [
      ...(info.cgroupVersion === 'v1' ? ['cgroup v1'] : []),
      ...(info.networkBackend === 'cni' ? ['CNI'] : []),
      ...(info.databaseBackend === 'boltdb' ? ['BoltDB'] : []),
      ...(info.rootless && info.rootlessNetwork === 'slirp4netns' ? ['slirp4netns'] : []),
    ];
    for (const feature of old) yield { state: 'review', say: 'removed', params: { feature }, detail: feature };
    if (old.length > 0) return;
    yield info.cgroupVersion === undefined ? { state: 'unknown', say: 'unsaid' } : { state: 'pass' };
  },
});
