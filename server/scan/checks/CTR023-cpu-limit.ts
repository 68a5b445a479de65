import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { cis } from './_references.ts';

export default containerCheck({
  id: 'CTR023',
  title: { en: 'CPU time is limited or weighted', ja: 'CPU 時間が制限または配分されている' },
  severity: { strict: 'info' },
  references: [cis('5.12')],
  messages: {
    none: { en: 'It may take all CPU time that nobody else wants.', ja: 'CPU 時間の制限も配分もありません。' },
  },
  why: {
    en: 'A busy container slows all others down.',
    ja: '負荷の高いコンテナがほかのコンテナを遅くします。',
  },
  remedy: {
    en: 'Create it anew with --cpus or --cpu-shares.',
    ja: '--cpus か --cpu-shares を付けて作り直してください。',
  },
  commands: ['podman update --cpus 1 {name}'],
  examples: {
    pass: [rootless([container()]), rootless([configured({ NanoCpus: 0, CpuShares: 512 })])],
    fail: [rootless([configured({ NanoCpus: 0 })])],
  },
  judge: ({ host }) => (host.cpu > 0 ? pass : { state: 'fail', say: 'none' }),
});
