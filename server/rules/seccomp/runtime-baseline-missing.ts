import type { Fix } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { allow, baselines, missingFor, nameOf } from './_baseline.ts';
import { baseline } from './_baselineExample.ts';
import { fix, removeNames } from './_edits.ts';
import { type EffectiveFilter, outcomeOf, usualFilter } from './_filter.ts';
import { type SeccompReport, seccompRule } from './_rule.ts';

type Who = 'crun' | 'runc' | 'libc' | 'glibc' | 'musl';
type Key = Who | `denied-${Who}`;

export default seccompRule({
  id: 'seccomp/runtime-baseline-missing',
  title: { en: 'Profile under which nothing starts', ja: 'コンテナを起動できないプロファイル' },
  severity: 'error',
  impliedBy: [
    'seccomp/invalid-json',
    'seccomp/invalid-profile',
    'seccomp/unconfined-by-accident',
    'seccomp/default-action',
  ],
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'podman-run(1) --security-opt', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html' },
  ],
  messages: {
    crun: {
      en: 'With {crun} no container starts: it is under the filter before it starts the program, and is denied {names}.',
      ja: '{crun} ではコンテナが起動しません。プログラムの起動前からフィルターの対象で、{names} が拒否されます。',
    },
    runc: {
      en: 'With {runc} no container starts: it is denied {names}. crun starts.',
      ja: '{runc} ではコンテナが起動しません。{names} が拒否されます。crun では起動します。',
    },
    libc: {
      en: 'The container starts, but no ordinary program: {glibc} is denied {names}, and musl {musl}.',
      ja: 'コンテナは起動しますが、通常のプログラムは動きません。{glibc} では {names}、musl では {musl} が拒否されます。',
    },
    glibc: {
      en: 'The container starts, but no program that is linked with {glibc}: it is denied {names}. musl works.',
      ja: 'コンテナは起動しますが、{glibc} を使うプログラムは動きません。{names} が拒否されます。musl では動きます。',
    },
    musl: {
      en: 'The container starts, but no program that is linked with {library}: it is denied {names}. glibc works.',
      ja: 'コンテナは起動しますが、{library} を使うプログラムは動きません。{names} が拒否されます。glibc では動きます。',
    },
    'denied-crun': {
      en: 'With {crun} no container starts: it needs {names} under this filter, before it starts the program.',
      ja: '{crun} ではコンテナが起動しません。プログラムの起動前に、このフィルターの下で {names} を必要とします。',
    },
    'denied-runc': {
      en: 'With {runc} no container starts: it needs {names} under this filter. crun starts.',
      ja: '{runc} ではコンテナが起動しません。このフィルターの下で {names} を必要とします。crun では起動します。',
    },
    'denied-libc': {
      en: 'The container starts, but no ordinary program: glibc and musl need {names}.',
      ja: 'コンテナは起動しますが、通常のプログラムは動きません。glibc も musl も {names} を必要とします。',
    },
    'denied-glibc': {
      en: 'The container starts, but no program that is linked with {glibc}: it needs {names}. musl does not.',
      ja: 'コンテナは起動しますが、{glibc} を使うプログラムは {names} を必要とするため動きません。musl では動きます。',
    },
    'denied-musl': {
      en: 'The container starts, but no program that is linked with {library}: it needs {names}. glibc does not.',
      ja: 'コンテナは起動しますが、{library} を使うプログラムは {names} を必要とするため動きません。glibc では動きます。',
    },
  },
  why: {
    en: 'A profile that stops everything is switched off by the next person in a hurry. With --security-opt no-new-privileges the filter comes later, and the runtime needs hardly more than execve.',
    ja: '何も動かないプロファイルは、急いでいる人にすぐ無効にされます。--security-opt no-new-privileges を付けるとフィルターの適用が遅くなり、ランタイムに必要なのはほぼ execve だけになります。',
  },
  remedy: {
    en: "Allow what the runtime and the C library need, or start from Podman's own profile.",
    ja: 'ランタイムと C ライブラリーに必要なものを許可するか、Podman 標準のプロファイルから始めてください。',
  },
  examples: {
    bad: [
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", «"syscalls"»: [{"names": ["read", "write", "execve"], "action": "SCMP_ACT_ALLOW"}]}',
        fixed: `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read", "write", "execve"], "action": "SCMP_ACT_ALLOW"}, ${baseline.replace(/"(?:read|write|execve)", /g, '')}]}`,
      },
      {
        text: '{\n  «"defaultAction"»: "SCMP_ACT_KILL_PROCESS"\n}\n',
        fixed:
          '{\n  "defaultAction": "SCMP_ACT_KILL_PROCESS",\n  "syscalls": [{"names": ["capget", "capset", "chdir", "close", "close_range", "epoll_ctl", "execve", "faccessat2", "fcntl", "fstat", "fstatfs", "futex", "getcwd", "getdents64", "getpid", "getppid", "newfstatat", "openat", "openat2", "prctl", "pselect6", "read", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "setgid", "setgroups", "setresgid", "setresuid", "setuid", "statx", "tgkill", "write", "access", "arch_prctl", "brk", "clock_nanosleep", "dup2", "exit", "exit_group", "fork", "getegid", "geteuid", "getgid", "getgroups", "getrandom", "getuid", "ioctl", "kill", "lseek", "lstat", "madvise", "membarrier", "mmap", "mprotect", "munmap", "nanosleep", "pipe", "pipe2", "poll", "pread64", "prlimit64", "readlink", "readlinkat", "readv", "rseq", "sendfile", "set_robust_list", "set_tid_address", "stat", "umask", "uname", "vfork", "wait4", "writev"], "action": "SCMP_ACT_ALLOW"}, {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 2114060288, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}]}, {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}]\n}\n',
      },
      // A list of what is forbidden, with what the runtime itself calls.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", «"prctl"»], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", «"newfstatat"»], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", «"getpid"»], "action": "SCMP_ACT_KILL_PROCESS"}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_KILL_PROCESS"}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [«"arch_prctl"»], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": []}',
      },
      // For glibc and for musl alone, and for what is linked statically.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [«"pread64"»], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [«"writev"»], "action": "SCMP_ACT_KILL_PROCESS"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [«"readlink"»], "action": "SCMP_ACT_KILL_PROCESS"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", «"read"»], "action": "SCMP_ACT_ERRNO", "errno": "0"}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "0"}]}',
      },
    ],
    good: [
      // C libraries go on without an answer.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["ioctl", "readlink", "set_tid_address"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      // Without a tracer there is no such call, and musl goes on.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["faccessat2"], "action": "SCMP_ACT_TRACE", "errnoRet": 13}]}',
      },
      // With an errno runc goes on; an agent may allow it.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["getpid", "openat2", "faccessat2"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "listenerPath": "/run/agent.sock", "syscalls": [{"names": ["prctl"], "action": "SCMP_ACT_NOTIFY"}]}',
      },
      { text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}' },
      { text: '{"defaultAction": "SCMP_ACT_LOG"}' },
      // Programs of this architecture do not call it.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_AARCH64"], "syscalls": [{"names": ["arch_prctl"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      // Nobody can say which arguments the runtime will use.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["prctl"], "action": "SCMP_ACT_ERRNO", "args": [{"index": 0, "value": 23, "op": "SCMP_CMP_EQ"}]}]}',
      },
      // Not on x86_64, and not for a container that asks for nothing.
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["execve"], "action": "SCMP_ACT_ERRNO", "includes": {"arches": ["arm"]}}]}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": [{{ names }}], "action": "SCMP_ACT_ALLOW"}]}',
      },
      { text: '{"syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}' },
    ],
  },
  *check(profile): Iterable<SeccompReport<Key>> {
    const filter = usualFilter(profile);
    const lack = filter.defaultAction && lackIn(filter);
    if (!lack) return;
    const culprits = lack.names.flatMap(name => outcomeOf(filter, name).entry ?? []);
    // Several rules, or a default that denies: nobody knows which one is wrong.
    if (culprits.length === lack.names.length) {
      yield* culprits.map((entry): SeccompReport<Key> => {
        const { rule, name } = entry;
        const title = { en: 'Do not deny "{name}"', ja: '「{name}」を拒否しない' };
        const own = { name: name.value };
        const fixes = [fix(title, removeNames(profile, rule, [name]), false, own)];
        const who = whoNeeds(lack, name.value);
        const params = { ...versions(filter, [name.value]), names: shortList([name.value]) };
        return { at: name.node.span, message: `denied-${who}`, params, severity: severities[who], fixes };
      });
      return;
    }
    const { who, glibc, musl } = lack;
    const shown = who === 'libc' ? glibc : lack.names;
    const params = { ...versions(filter, shown), names: shortList(shown), musl: shortList(musl) };
    const fixes = () => additions(profile, filter);
    yield { at: placeOf(profile), message: who, params, severity: severities[who], fixes };
  },
});

/** What the first of them lacks that cannot work; of the C libraries, both. */
interface Lack {
  readonly who: Who;
  readonly names: readonly string[];
  readonly glibc: readonly string[];
  readonly musl: readonly string[];
}

function lackIn(filter: EffectiveFilter): Lack | undefined {
  for (const who of ['crun', 'runc'] as const) {
    const names = missingFor(who, filter);
    if (names.length > 0) return { who, names, glibc: [], musl: [] };
  }
  // Programs of another architecture do not call it.
  const isCalled = (name: string) => !filter.isForOthers || name !== 'arch_prctl';
  const musl = missingFor('musl', filter).filter(isCalled);
  const found = missingFor('glibc', filter).filter(isCalled);
  // Ordinary programs are linked dynamically.
  const glibc = musl.length > 0 && nameOf('glibc', filter, found).startsWith('static ') ? [] : found;
  const names = [...new Set([...glibc, ...musl])].sort();
  const who = musl.length === 0 ? 'glibc' : glibc.length === 0 ? 'musl' : 'libc';
  return names.length > 0 ? { who, names, glibc, musl } : undefined;
}

function whoNeeds({ who, glibc, musl }: Lack, name: string): Who {
  if (who !== 'libc') return who;
  return !musl.includes(name) ? 'glibc' : glibc.includes(name) ? 'libc' : 'musl';
}

const versions = (filter: EffectiveFilter, names: readonly string[]) => ({
  crun: nameOf('crun', filter, names),
  runc: nameOf('runc', filter, names),
  glibc: nameOf('glibc', filter, names),
  library: nameOf('musl', filter, names),
});

const severities = { crun: 'error', runc: 'warning', libc: 'warning', glibc: 'info', musl: 'info' } as const;

const shortList = (names: readonly string[]): string => {
  const shown = names.length > 8 ? names.slice(0, 7) : names;
  const more = names.length - shown.length;
  return `${shown.map(name => `"${name}"`).join(', ')}${more > 0 ? ` (+${more})` : ''}`;
};

function placeOf({ syscalls, defaultAction, root }: SeccompProfile): Span {
  const { start, end } = syscalls?.member.key.span ??
    defaultAction?.member.key.span ??
    root[0]?.span ?? { start: 0, end: 0 };
  return { start, end };
}

const titles = {
  all: {
    en: 'Allow what runtimes, C libraries and shells need',
    ja: 'ランタイム、C ライブラリー、シェルに必要なものを許可する',
  },
  crun: { en: 'Allow what crun needs', ja: 'crun に必要なものを許可する' },
  runc: { en: 'Allow what runc needs', ja: 'runc に必要なものを許可する' },
  glibc: { en: 'Allow what glibc needs', ja: 'glibc に必要なものを許可する' },
  musl: { en: 'Allow what musl needs', ja: 'musl に必要なものを許可する' },
} as const satisfies Record<string, Text>;

const additions = (profile: SeccompProfile, filter: EffectiveFilter): Fix[] =>
  Object.entries(baselines(filter)).flatMap(([name, names]) =>
    names.length > 0 ? [fix(titles[name as keyof typeof titles], allow(profile, names))] : [],
  );
