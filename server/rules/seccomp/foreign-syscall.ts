import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import type { SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { architectureNamed, filterArchitectures } from '../../podman/seccompWords.ts';
import { syscallNamed } from '../../podman/syscallTable.ts';
import { fix, removeNames, write } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { actionOf, letsPass, usualFilter } from './_filter.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

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
    open: {
      en: '"{name}" exists on {arches} only; here the call is "{to}", which stays allowed.',
      ja: '「{name}」は {arches} にしかありません。対象のアーキテクチャーでは「{to}」で、こちらは許可されたままです。',
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
      {
        text: open('{"names": ["mkdir", «"umount"», «"clock_settime64"»], "action": "SCMP_ACT_ERRNO"}'),
        fixed: open('{"names": ["mkdir", "umount2", "clock_settime"], "action": "SCMP_ACT_ERRNO"}'),
      },
      {
        text: open('{"names": [«"umount"», "umount2"], "action": "SCMP_ACT_ERRNO"}'),
        fixed: open('{"names": ["umount2"], "action": "SCMP_ACT_ERRNO"}'),
      },
    ],
    good: [
      // No host has this name; that is seccomp/filter-never-matches.
      { text: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW", "includes": {"arches": ["x86_64"]}}') },
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
  *check(profile, { settings }): Iterable<Report<'foreign' | 'open'>> {
    if (settings.profile !== 'strict' && isFromPodman(profile)) return;
    const everywhere = targets(profile);
    const { defaultAction, entries } = usualFilter(profile);
    for (const rule of profile.rules) {
      const wanted = own(rule) ?? everywhere;
      const isOpen = letsPass(defaultAction) && !letsPass(actionOf(rule.action?.value, rule.errno));
      const foreign = rule.names.filter(({ value }) => {
        const call = syscallNamed(value);
        return call !== undefined && !call.architectures.some(arch => wanted.has(arch));
      });
      for (const name of foreign) {
        const arches = (syscallNamed(name.value)?.architectures ?? []).slice(0, 4).join(', ');
        const remove = fix({ en: 'Remove it', ja: '削除する' }, removeNames(profile, rule, [name]));
        const to = isOpen ? nativeOf(name.value, wanted) : undefined;
        if (to !== undefined && !entries.has(to)) {
          const params = { name: name.value, arches, to };
          const fixes = [write(name.node.span, to), remove];
          yield { at: name.node.span, message: 'open', params, severity: 'warning', fixes };
          continue;
        }
        const params = { name: name.value, arches };
        yield { at: name.node.span, message: 'foreign', params, fixes: [remove], tag: 'unnecessary' };
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

function own({ includes: { arches } }: SyscallRule): ReadonlySet<string> | undefined {
  const known = arches.flatMap(({ value }) => lookUp(filterArchitectures, value) ?? []);
  return known.length > 0 ? new Set(known) : undefined;
}

/** What does the same on the architectures that are wanted: 32-bit ones have calls of other widths. */
function nativeOf(name: string, wanted: ReadonlySet<string>): string | undefined {
  const candidates = [lookUp(successors, name), name.replace(/(?:_time)?(?:32|64)$/, '')];
  return candidates.find(to => to !== name && syscallNamed(to ?? '')?.architectures.some(arch => wanted.has(arch)));
}

const successors: Readonly<Record<string, string>> = {
  umount: 'umount2',
  mmap2: 'mmap',
  waitpid: 'wait4',
  send: 'sendto',
  recv: 'recvfrom',
  _llseek: 'lseek',
  stime: 'settimeofday',
  signal: 'rt_sigaction',
  sigaction: 'rt_sigaction',
  sigprocmask: 'rt_sigprocmask',
  _newselect: 'select',
  fstatat64: 'newfstatat',
  fadvise64_64: 'fadvise64',
};

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
