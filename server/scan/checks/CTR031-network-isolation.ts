import { flagAt, textAt } from '../facts/json.ts';
import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const network = (options: object) => ({
  networks: JSON.stringify({ name: 'app', driver: 'bridge', internal: false, options }),
});

export default containerCheck({
  id: 'CTR031',
  title: { en: 'Its network keeps others out', ja: 'ネットワークが分離されている' },
  severity: { strict: 'low' },
  withInfra: true,
  references: [cis('2.2', '5.30')],
  messages: {
    usual: {
      en: 'It is in the network "podman", with every container that nobody gave another.',
      ja: '既定のネットワーク「podman」を、指定のないほかのコンテナと共有しています。',
    },
    open: {
      en: 'Its network {network} is not isolated from others.',
      ja: 'ネットワーク {network} がほかのネットワークから分離されていません。',
    },
    loopback: {
      en: 'It reaches services of the host on 127.0.0.1.',
      ja: 'ホストの 127.0.0.1 のサービスに接続できます。',
    },
    none: { en: 'It is in no network of its own.', ja: '専用のネットワークに属していません。' },
    unknown: { en: 'The networks could not be listed.', ja: 'ネットワークの一覧を取得できませんでした。' },
  },
  why: {
    en: 'Who takes one container over reaches all others in its network, and in those that are not isolated from it.',
    ja: '1 つのコンテナを乗っ取った攻撃者が、同じネットワークや分離されていないネットワークのコンテナに届きます。',
  },
  remedy: {
    en: 'Give each application a network of its own, with the option isolate.',
    ja: 'アプリケーションごとに isolate オプション付きのネットワークを作ってください。',
  },
  commands: ['podman network create --opt isolate=true NAME'],
  examples: {
    pass: [
      rootful([container()], network({ isolate: 'true' })),
      rootful([container()], network({ isolate: 'strict' })),
      // It has no way out, to other networks neither.
      rootful([container()], { networks: JSON.stringify({ name: 'app', driver: 'bridge', internal: true }) }),
    ],
    fail: [
      rootful([container({ networks: ['podman', null] })], network({})),
      rootful([container()], network({})),
      rootful([configured({ NetworkMode: 'slirp4netns:allow_host_loopback=true' }, { networks: [null] })]),
    ],
    unknown: [rootful([container()])],
    notApplicable: [
      rootful([configured({ NetworkMode: 'none' }, { networks: [null] })]),
      rootful([configured({ NetworkMode: 'none' }, { networks: ['none', null] })]),
    ],
  },
  judge({ networks: all, host, asked, pod, isInfra }, { facts }) {
    // Members of a pod are where the container is that holds it open.
    if (pod !== undefined && !isInfra) return undefined;
    if (/allow_host_loopback=true/.test(host.network) || asked.includes('slirp4netns:allow_host_loopback'))
      return { state: 'fail', say: 'loopback', detail: 'loopback' };
    // Podman 5 names these as if they were networks.
    const networks = all.filter(name => name !== 'none' && name !== 'host');
    if (networks.length === 0) return { state: 'notApplicable', say: 'none' };
    if (networks.includes('podman')) return { state: 'fail', say: 'usual' };
    const known = given(facts.find('networks'));
    if (!known) return { state: 'unknown', say: 'unknown' };
    const isIsolated = (name: string) =>
      known.some(
        each =>
          textAt(each, 'name') === name &&
          (/^(true|strict|1)$/.test(textAt(each, 'options', 'isolate') ?? '') ||
            flagAt(each, 'internal') === true ||
            textAt(each, 'driver') !== 'bridge'),
      );
    const open = networks.find(name => !isIsolated(name));
    return open === undefined ? pass : { state: 'fail', say: 'open', params: { network: open }, detail: open };
  },
});
