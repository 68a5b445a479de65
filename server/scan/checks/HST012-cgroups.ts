import { check } from '../model/check.ts';
import { info } from './_examples.ts';
import { cis } from './_references.ts';

export default check({
  id: 'HST012',
  title: { en: 'Limits of resources work', ja: 'リソース制限が機能する' },
  severity: 'high',
  references: [cis('2.10')],
  messages: {
    old: {
      en: 'The host has cgroup v1: a rootless engine drops limits silently, and Podman 6 does not start.',
      ja: 'cgroup v1 です。rootless では制限が黙って無視され、Podman 6 は起動しません。',
    },
    missing: {
      en: 'The user may not use {names} for its containers.',
      ja: 'ユーザーに {names} の制御が委譲されていません。',
    },
    unsaid: { en: 'Podman does not say which cgroups it has.', ja: 'Podman が cgroup のバージョンを示していません。' },
  },
  why: {
    en: 'A container without limits takes the whole host down.',
    ja: '制限の効かないコンテナ 1 つで、ホスト全体が停止するおそれがあります。',
  },
  remedy: {
    en: 'Boot with systemd.unified_cgroup_hierarchy=1, and delegate the controllers to users.',
    ja: 'systemd.unified_cgroup_hierarchy=1 で起動し、コントローラーをユーザーに委譲してください。',
  },
  commands: ['# /etc/systemd/system/user@.service.d/delegate.conf\n[Service]\nDelegate=cpu cpuset io memory pids'],
  needs: ['info'],
  examples: {
    pass: [
      { facts: { info: info() } },
      { facts: { info: info({ cgroupControllers: ['memory', 'pids', 'cpu'], security: { rootless: false } }) } },
    ],
    fail: [
      { facts: { info: info({ cgroupVersion: 'v1' }) } },
      { facts: { info: info({ cgroupControllers: ['pids'] }) } },
      { facts: { info: info({ cgroupControllers: [] }) } },
    ],
    unknown: [{ facts: { info: { host: { security: { rootless: true } } } } }],
    error: [{ facts: { info: { rc: 127 } } }],
  },
  *judge({ info }) {
    const missing = ['memory', 'pids'].filter(name => !info.cgroupControllers.includes(name));
    if (info.cgroupVersion === 'v1') yield { state: 'fail', say: 'old', actual: 'v1', expected: 'v2' };
    else if (info.cgroupVersion === undefined) yield { state: 'unknown', say: 'unsaid' };
    else if (info.rootless && missing.length > 0)
      yield { state: 'fail', say: 'missing', params: { names: missing.join(', ') } };
    else yield { state: 'pass' };
  },
});
