import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import type { SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { architectureNamed, filterArchitectures } from '../../podman/seccompWords.ts';
import { syscallNamed } from '../../podman/syscallTable.ts';
import { fix, removeNames } from './_edits.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

const profile = (rules: string, more = ''): string =>
  `{"defaultAction": "SCMP_ACT_ERRNO"${more}, "syscalls": [${rules}]}`;
const allow = (names: string, more = ''): string => profile(`{"names": [${names}], "action": "SCMP_ACT_ALLOW"}`, more);

export default seccompRule({
  id: 'seccomp/foreign-syscall',
  title: { en: 'System call of another architecture', ja: '対象外アーキテクチャーのシステムコール' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  references: [
    { title: 'syscalls(2)', url: 'https://man7.org/linux/man-pages/man2/syscalls.2.html' },
    { title: 'scmp_sys_resolver(1)', url: 'https://man7.org/linux/man-pages/man1/scmp_sys_resolver.1.html' },
  ],
  messages: {
    foreign: {
      en: '"{name}" exists on {arches} only, which this profile is not for.',
      ja: '「{name}」は {arches} にしかなく、このプロファイルの対象外です。',
    },
  },
  why: {
    en: 'The name has no effect here; perhaps another one was meant, or an architecture is missing.',
    ja: 'この名前はここでは効果がありません。別の名前を書くつもりだったか、アーキテクチャーの指定が漏れている可能性があります。',
  },
  remedy: {
    en: 'Remove the name, or add the architecture that it is for.',
    ja: '名前を削除するか、対象のアーキテクチャーを追加してください。',
  },
  examples: {
    bad: [
      { text: allow('"read", «"socketcall"»'), fixed: allow('"read"') },
      {
        text: allow(
          '"read", «"mmap2"», "_llseek"'.replace('"_llseek"', '«"_llseek"»'),
          ', "architectures": ["SCMP_ARCH_X86_64"]',
        ),
        fixed: allow('"read"', ', "architectures": ["SCMP_ARCH_X86_64"]'),
      },
      {
        text: profile(
          '{"names": ["read", «"modify_ldt"»], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["arm64"]}}',
        ),
        fixed: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["arm64"]}}'),
      },
    ],
    good: [
      { text: allow('"read", "open", "renameat", "arch_prctl"') },
      { text: allow('"socketcall", "mmap2"', ', "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"]') },
      {
        text: allow(
          '"cacheflush", "mmap2"',
          ', "archMap": [{"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": ["SCMP_ARCH_ARM"]}]',
        ),
      },
      {
        text: profile(
          '{"names": ["riscv_flush_icache"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["riscv64"]}}',
        ),
      },
      // In front of all others, a rule for socketcall decides what libseccomp adds.
      { text: allow('"nosuchcall"') },
    ],
  },
  *check(profile, { settings }): Iterable<Report<'foreign'>> {
    if (profile.file.isTemplate || (settings.profile !== 'strict' && isFromPodman(profile))) return;
    const everywhere = targets(profile);
    for (const rule of profile.rules) {
      const wanted = own(rule) ?? everywhere;
      const foreign = rule.names.filter(({ value }) => {
        const call = syscallNamed(value);
        return call !== undefined && !call.architectures.some(arch => wanted.has(arch));
      });
      for (const name of foreign) {
        const arches = (syscallNamed(name.value)?.architectures ?? []).slice(0, 4).join(', ');
        const title = { en: 'Remove it', ja: '削除する' };
        const fixes = [fix(title, removeNames(profile, rule, [name]))];
        yield {
          at: name.node.span,
          message: 'foreign',
          params: { name: name.value, arches },
          fixes,
          tag: 'unnecessary',
        };
      }
    }
  },
});

/** The hosts that people have, where a profile says nothing. */
const natives = ['x86_64', 'aarch64', 'riscv64', 'loongarch64'];

function targets({ architectures, archMap }: SeccompProfile): ReadonlySet<string> {
  const named = [
    ...(architectures?.array.items ?? []),
    ...archMap.flatMap(({ architecture, subArchitectures }) => [
      ...(architecture ? [architecture.member.value] : []),
      ...(subArchitectures?.array.items ?? []),
    ]),
  ].flatMap(node => (node.type === 'string' ? (architectureNamed(node.value)?.name ?? []) : []));
  return new Set(named.length > 0 ? named.map(inTable) : natives);
}

const own = ({ includes: { arches } }: SyscallRule): ReadonlySet<string> | undefined =>
  arches.length > 0 ? new Set(arches.flatMap(({ value }) => lookUp(filterArchitectures, value) ?? [])) : undefined;

/** The table has one column for both byte orders. */
const inTable = (name: string): string => {
  const lower = name.toLowerCase();
  const other: Readonly<Record<string, string>> = {
    mips: 'mipsel',
    mips64: 'mipsel64',
    mips64n32: 'mipsel64n32',
    ppc64: 'ppc64le',
    parisc64: 'parisc',
    sheb: 'sh',
  };
  return lookUp(other, lower) ?? lower;
};
