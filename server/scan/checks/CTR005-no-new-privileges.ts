import { containerCheck, hasOption, pass } from './_containers.ts';
import { configured, container, process, rootful } from './_examples.ts';
import { book, cis } from './_references.ts';

export default containerCheck({
  id: 'CTR005',
  title: { en: 'Processes cannot gain privileges', ja: 'プロセスが権限を増やせない' },
  severity: 'medium',
  references: [book('8.5.2'), cis('5.26')],
  messages: {
    open: { en: 'It runs without no-new-privileges.', ja: 'no-new-privileges が設定されていません。' },
  },
  why: {
    en: 'A process of an ordinary user can become root of the container through a setuid program.',
    ja: '一般ユーザーのプロセスが setuid プログラムでコンテナの root になれます。',
  },
  remedy: {
    en: 'Create it anew with --security-opt=no-new-privileges.',
    ja: '--security-opt=no-new-privileges を付けて作り直してください。',
  },
  commands: ['podman run --security-opt=no-new-privileges IMAGE'],
  examples: {
    pass: [
      rootful([container()]),
      rootful([configured({ SecurityOpt: [] })], { processes: process({ NoNewPrivs: '1' }) }),
      rootful([configured({ SecurityOpt: ['no-new-privileges:true'] })]),
    ],
    fail: [
      rootful([configured({ SecurityOpt: [] })]),
      rootful([configured({ SecurityOpt: ['no-new-privileges:false'] })]),
      rootful([container()], { processes: process({ NoNewPrivs: '0' }) }),
    ],
  },
  judge(container) {
    const asked = hasOption(container, 'no-new-privileges', 'no-new-privileges=true');
    return (container.process?.noNewPrivileges ?? asked) ? pass : { state: 'fail', say: 'open' };
  },
});
