import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import { insertItemAfter } from '../../parse/json/edits.ts';
import type { GoList } from '../../parse/json/goValues.ts';
import { architectureNamed } from '../../podman/seccompWords.ts';
import { fix } from './_edits.ts';
import { seccompRule } from './_rule.ts';

const profile = (more: string): string => `{"defaultAction": "SCMP_ACT_ERRNO", ${more}, "syscalls": []}`;
const partners: Readonly<Record<string, readonly string[]>> = {
  X86_64: ['X86', 'X32'],
  AARCH64: ['ARM'],
  S390X: ['S390'],
};

export default seccompRule({
  id: 'seccomp/missing-architecture',
  title: { en: 'No 32-bit programs', ja: '32 ビットのプログラムを動かせない指定' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  impliedBy: ['seccomp/invalid-profile', 'seccomp/host-specific'],
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_arch_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_arch_add.3.html' },
  ],
  messages: {
    missing: {
      en: '{arch} is named and {partners} is not: 32-bit programs are killed at their first call (SIGSYS). That is safe, and may be what you want.',
      ja: '{arch} があり {partners} がありません。32 ビットのプログラムは最初の呼び出しで強制終了します (SIGSYS)。安全であり、意図どおりかもしれません。',
    },
  },
  why: {
    en: "Calls of an architecture that the filter does not know end the process, whatever the default action says. The host's own is always known.",
    ja: 'フィルターの対象外アーキテクチャーの呼び出しは、既定アクションに関係なくプロセスを終了させます。ホスト自身のものは常に対象です。',
  },
  remedy: {
    en: 'Leave it so, or add the architecture; it then needs its own look, as for socketcall.',
    ja: 'そのままにするか、アーキテクチャーを追加してください。追加する場合は socketcall などの確認も必要です。',
  },
  examples: {
    bad: [
      {
        text: profile('"architectures": [«"SCMP_ARCH_X86_64"»]'),
        fixed: profile('"architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"]'),
      },
      { text: profile('"archMap": [{"architecture": «"SCMP_ARCH_X86_64"»}]') },
      {
        text: profile(
          '"archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}, {"architecture": «"SCMP_ARCH_AARCH64"», "subArchitectures": []}]',
        ),
      },
    ],
    good: [
      { text: profile('"architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"]') },
      { text: profile('"architectures": []') },
      { text: profile('"architectures": ["SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"]') },
      { text: profile('"architectures": ["SCMP_ARCH_RISCV64"]') },
    ],
  },
  *check({ file, architectures, archMap }): Iterable<Report<'missing'>> {
    if (architectures) {
      const named = namesIn(architectures);
      for (const node of architectures.array.items) {
        const own = node.type === 'string' ? architectureNamed(node.value)?.name : undefined;
        const others = lookUp(partners, own ?? '');
        if (!own || !others || others.some(name => named.has(name))) continue;
        const index = architectures.array.items.indexOf(node);
        const more = others.map(name => `"SCMP_ARCH_${name}"`).join(', ');
        const title = { en: 'Add {more}', ja: '{more} を追加する' };
        const fixes = [fix(title, [insertItemAfter(file.text, architectures.array, index, more)], false, { more })];
        yield { at: node.span, message: 'missing', params: paramsOf(own, others), fixes };
      }
    }
    for (const { architecture, subArchitectures } of archMap) {
      const own = architecture?.value.replace('SCMP_ARCH_', '') ?? '';
      const others = lookUp(partners, own);
      if (!architecture || !others || (subArchitectures && namesIn(subArchitectures).size > 0)) continue;
      yield { at: architecture.member.value.span, message: 'missing', params: paramsOf(own, others) };
    }
  },
});

const namesIn = ({ array }: GoList): Set<string | undefined> =>
  new Set(array.items.map(item => (item.type === 'string' ? architectureNamed(item.value)?.name : undefined)));

const paramsOf = (own: string, others: readonly string[]) => ({
  arch: `SCMP_ARCH_${own}`,
  partners: others.map(name => `SCMP_ARCH_${name}`).join(' / '),
});
