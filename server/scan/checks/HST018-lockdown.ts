import { check } from '../model/check.ts';
import { manual } from './_references.ts';

const path = '/sys/kernel/security/lockdown';

export default check({
  id: 'HST018',
  title: { en: 'The kernel is locked down', ja: 'カーネルのロックダウンが有効' },
  severity: { strict: 'low' },
  references: [manual('kernel_lockdown(7)', 'https://man7.org/linux/man-pages/man7/kernel_lockdown.7.html')],
  messages: {
    none: { en: 'Kernel lockdown is off.', ja: 'カーネルのロックダウンが無効です。' },
    absent: {
      en: 'This kernel does not say whether it is locked down.',
      ja: 'このカーネルではロックダウンの状態が分かりません。',
    },
  },
  why: {
    en: 'Without it root of the host, or who has broken out and become root, can change the running kernel.',
    ja: '無効の場合、ホストの root、またはコンテナを抜け出して root になった攻撃者が、動作中のカーネルを書き換えられます。',
  },
  remedy: {
    en: 'Boot with Secure Boot, or with lockdown=integrity on the command line of the kernel.',
    ja: 'セキュアブートを使うか、カーネルのコマンドラインに lockdown=integrity を加えて起動してください。',
  },
  needs: ['kernel'],
  examples: {
    pass: [
      { facts: { kernel: `${path}:none [integrity] confidentiality\n` } },
      { facts: { kernel: `${path}:none integrity [confidentiality]\n` } },
    ],
    fail: [{ facts: { kernel: `${path}:[none] integrity confidentiality\n` } }],
    unknown: [{ facts: { kernel: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel }) {
    const mode = /\[(\w+)\]/.exec(kernel.values.get(path) ?? '')?.[1];
    if (mode === undefined) yield { state: 'unknown', say: 'absent' };
    else if (mode === 'none') yield { state: 'fail', say: 'none', actual: mode };
    else yield { state: 'pass', actual: mode };
  },
});
