import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful, rootless } from './_examples.ts';
import { book, cis, nist } from './_references.ts';

export default containerCheck({
  id: 'CTR001',
  title: { en: 'No container is privileged', ja: '特権コンテナがない' },
  severity: 'critical',
  references: [book('8.6.1', '14.1.1'), cis('5.5'), nist('4.4.3')],
  messages: {
    privileged: { en: 'It runs privileged.', ja: '特権モードで実行されます。' },
  },
  why: {
    en: "A privileged container has all capabilities and the host's devices, without seccomp, SELinux or AppArmor: who takes it over owns all that its user owns.",
    ja: 'すべてのケーパビリティとホストのデバイスを持ち、seccomp・SELinux・AppArmor の制限も受けません。乗っ取られると、実行ユーザーの権限をすべて奪われます。',
  },
  remedy: {
    en: 'Create it anew without --privileged, with the one capability or device that it needs.',
    ja: '--privileged を外して作り直し、必要なケーパビリティやデバイスだけを与えてください。',
  },
  commands: ['podman run --cap-drop=all --cap-add=... --device=... IMAGE'],
  examples: {
    pass: [rootful([container()]), rootless([container({ env: ['Privileged=true', null] })])],
    fail: [
      rootful([configured({ Privileged: true })]),
      // One that does not run now can be started at any time.
      {
        ...rootless([container(), configured({ Privileged: true }, { name: 'old', state: 'exited', pid: 0 })]),
        on: ['old'],
      },
    ],
  },
  judge: ({ host }) => (host.privileged ? { state: 'fail', say: 'privileged' } : pass),
});
