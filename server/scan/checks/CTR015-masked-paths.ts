import { containerCheck, pass } from './_containers.ts';
import { configured, container, process, rootful } from './_examples.ts';
import { podman } from './_references.ts';

export default containerCheck({
  id: 'CTR015',
  title: { en: 'Paths of the kernel stay hidden', ja: 'カーネルのパスが隠されている' },
  severity: 'high',
  impliedBy: ['CTR001'],
  references: [podman('run')],
  messages: {
    open: {
      en: 'Paths below /proc and /sys that Podman hides are open to it.',
      ja: 'Podman が隠す /proc と /sys のパスが見えています。',
    },
  },
  why: {
    en: "Through them it reads memory and keys of the kernel and changes the host's settings.",
    ja: 'カーネルのメモリーや鍵を読み取られたり、ホストの設定を変更されたりします。',
  },
  remedy: { en: 'Create it anew without unmask=.', ja: 'unmask= を外して作り直してください。' },
  examples: {
    pass: [rootful([container()]), rootful([container()], { processes: process({ masked: '3' }) })],
    fail: [
      rootful([configured({ SecurityOpt: ['unmask=all'] })]),
      // Podman before 4.7 does not say it.
      rootful([container({ asked: ['--security-opt', 'unmask=all', null], state: 'exited', pid: 0 })]),
      rootful([container()], { processes: process({ masked: '0' }) }),
    ],
  },
  judge({ process, host, asked }) {
    const isAsked =
      host.securityOpt.some(option => option.startsWith('unmask=')) ||
      asked.some(word => word === 'unmask' || /^unmask=all$/i.test(word));
    return isAsked || host.privileged || process?.masked === 0 ? { state: 'fail', say: 'open' } : pass;
  },
});
