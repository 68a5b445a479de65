import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { book, cis } from './_references.ts';

export default containerCheck({
  id: 'CTR004',
  title: { en: 'The root file system is read-only', ja: 'ルートファイルシステムが読み取り専用' },
  severity: { strict: 'medium' },
  references: [book('8.5.1'), cis('5.13')],
  messages: {
    writable: { en: 'Its root file system can be written to.', ja: 'ルートファイルシステムに書き込めます。' },
  },
  why: {
    en: 'An attacker can leave programs there and change those that are there.',
    ja: '攻撃者がプログラムを置いたり、既存のものを書き換えたりできます。',
  },
  remedy: {
    en: 'Create it anew with --read-only, and mount a tmpfs or a volume where it has to write.',
    ja: '--read-only で作り直し、書き込みが必要な場所には tmpfs かボリュームをマウントしてください。',
  },
  commands: ['podman run --read-only --tmpfs /run IMAGE'],
  examples: { pass: [rootless([container()])], fail: [rootless([configured({ ReadonlyRootfs: false })])] },
  judge: ({ host }) => (host.readOnly ? pass : { state: 'fail', say: 'writable' }),
});
