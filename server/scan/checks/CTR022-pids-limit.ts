import { containerCheck, pass } from './_containers.ts';
import { configured, container, hostOf, info, rootless } from './_examples.ts';
import { cis } from './_references.ts';

export default containerCheck({
  id: 'CTR022',
  title: { en: 'The number of processes is limited', ja: 'プロセス数が制限されている' },
  severity: 'medium',
  references: [cis('5.29')],
  messages: {
    none: { en: 'It may start any number of processes.', ja: 'プロセスをいくつでも起動できます。' },
    ignored: {
      en: 'A rootless engine with cgroup v1 cannot limit processes; see HST012.',
      ja: 'cgroup v1 の rootless エンジンではプロセス数を制限できません。HST012 をご覧ください。',
    },
  },
  why: {
    en: 'A fork bomb in it stops the whole host.',
    ja: 'フォーク爆弾でホスト全体が停止します。',
  },
  remedy: {
    en: 'Create it anew without --pids-limit=-1 (2048 is the default), or with a number that fits.',
    ja: '--pids-limit=-1 を外すか（既定は 2048）、適切な数を指定して作り直してください。',
  },
  commands: ['podman update --pids-limit 200 {name}'],
  examples: {
    pass: [rootless([container()]), rootless([configured({ PidsLimit: 2048 })])],
    fail: [rootless([configured({ PidsLimit: 0 })]), rootless([configured({ PidsLimit: -1 })])],
    notApplicable: [
      {
        facts: {
          host: hostOf(1000),
          info: info({ cgroupVersion: 'v1' }),
          containers: JSON.stringify(configured({ PidsLimit: 0 })),
        },
      },
      rootless([configured({ PidsLimit: 0 }, { infra: true })]),
    ],
  },
  judge({ host }, { info }) {
    if (host.pids > 0) return pass;
    const isIgnored = info.rootless && info.cgroupVersion === 'v1';
    return isIgnored ? { state: 'notApplicable', say: 'ignored' } : { state: 'fail', say: 'none' };
  },
});
