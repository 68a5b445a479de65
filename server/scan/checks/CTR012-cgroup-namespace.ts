import { containerCheck, pass } from './_containers.ts';
import { configured, container, hostOf, info, rootful } from './_examples.ts';
import { cis } from './_references.ts';

export default containerCheck({
  id: 'CTR012',
  title: { en: 'No container sees the control groups of the host', ja: 'ホストの cgroup が見えるコンテナがない' },
  severity: { strict: 'low' },
  references: [cis('5.25')],
  messages: {
    shared: { en: 'It shares the cgroup namespace of the host.', ja: 'ホストの cgroup 名前空間を共有しています。' },
    old: { en: 'With cgroup v1 that is the usual thing.', ja: 'cgroup v1 では通常の動作です。' },
  },
  why: {
    en: 'It sees what runs on the host and how it is arranged.',
    ja: 'ホストで動くものとその構成が見えます。',
  },
  remedy: { en: 'Create it anew without --cgroupns=host.', ja: '--cgroupns=host を外して作り直してください。' },
  examples: {
    pass: [rootful([container()])],
    fail: [rootful([configured({ CgroupMode: 'host' })])],
    notApplicable: [
      {
        facts: {
          host: hostOf(0),
          info: info({ cgroupVersion: 'v1' }),
          containers: JSON.stringify(configured({ CgroupMode: 'host' })),
        },
      },
    ],
  },
  judge({ host }, { info }) {
    if (info.cgroupVersion === 'v1') return { state: 'notApplicable', say: 'old' };
    return host.cgroup === 'host' ? { state: 'fail', say: 'shared' } : pass;
  },
});
