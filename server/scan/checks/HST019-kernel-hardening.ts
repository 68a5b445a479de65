import { check } from '../model/check.ts';
import { nist, stig } from './_references.ts';

const wanted = [
  'kptr_restrict',
  'dmesg_restrict',
  'unprivileged_bpf_disabled',
  'yama/ptrace_scope',
  'kexec_load_disabled',
];
const pathOf = (name: string): string => `/proc/sys/kernel/${name}`;
const all = (value: number, names = wanted) => names.map(name => `${pathOf(name)}:${value}\n`).join('');

export default check({
  id: 'HST019',
  title: { en: 'The kernel tells little and takes little', ja: 'カーネルの堅牢化設定が有効' },
  severity: { strict: 'low' },
  references: [stig('213075', '213080'), nist('4.5.2')],
  messages: {
    off: { en: 'kernel.{key} is {value}.', ja: 'kernel.{key} が {value} です。' },
    unknown: { en: 'This kernel has no kernel.{key}.', ja: 'このカーネルには kernel.{key} がありません。' },
  },
  why: {
    en: 'These settings take from an attacker what most attacks on the kernel start with.',
    ja: 'カーネルへの攻撃の足がかりを塞ぐ設定です。',
  },
  remedy: { en: 'Set it in a file in /etc/sysctl.d.', ja: '/etc/sysctl.d のファイルで設定してください。' },
  commands: [
    'kernel.kptr_restrict = 1\nkernel.dmesg_restrict = 1\nkernel.unprivileged_bpf_disabled = 1\nkernel.yama.ptrace_scope = 1\nkernel.kexec_load_disabled = 1',
  ],
  needs: ['kernel'],
  examples: {
    pass: [{ facts: { kernel: all(1) } }, { facts: { kernel: all(2) } }],
    fail: [{ facts: { kernel: `${all(1, wanted.slice(1))}${pathOf('kptr_restrict')}:0\n` } }],
    unknown: [{ facts: { kernel: all(1, wanted.slice(1)) } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values } }) {
    const found = wanted.map(name => ({ key: name.replace('/', '.'), value: values.get(pathOf(name)) }));
    for (const { key, value } of found) {
      if (value === undefined) yield { state: 'unknown', say: 'unknown', params: { key }, detail: key };
      else if (!(Number(value) >= 1))
        yield { state: 'fail', say: 'off', params: { key, value }, detail: key, actual: value };
    }
    if (found.every(({ value }) => Number(value) >= 1)) yield { state: 'pass' };
  },
});
