/*
 * What a container needs before its own program runs a single line, found by taking system calls away from real
 * containers until they no longer started: Podman 5.8.6 with crun 1.28 and runc 1.3.6, Podman 4.3.1 with crun 1.8.1 and
 * runc 1.1.5, on x86_64, without no-new-privileges (with it execve alone is left of crun's).
 */

/** Who is under the filter: the runtime, and then the C library of a program. */
export const parties = ['crun', 'runc', 'glibc', 'musl'] as const;
export type Party = (typeof parties)[number];

const list = (names: string): readonly string[] => names.split(' ');

/** crun, which Podman uses unless somebody chooses another. */
export const crunNeeds = list(
  'execve capset prctl setresuid setresgid read write rt_sigaction rt_sigprocmask pselect6',
);

/** Where a denied call kills the process: crun closes files, 1.28 in both ways. */
export const crunNeedsToLive = list('close close_range');

/** runc 1.1.5 and 1.3.6. */
export const runcNeeds = list(
  'execve capget capset chdir close fstat fstatfs futex getcwd getdents64 getppid newfstatat openat prctl read write setgid setgroups setuid faccessat2 openat2 statx',
);
export const runcNeedsToLive = list('epoll_ctl fcntl getpid close_range tgkill');

/** What runc takes instead of a call that is denied with an errno. */
export const runcTakesInstead: Readonly<Record<string, readonly string[]>> = {
  faccessat2: ['faccessat'],
  openat2: ['fcntl', 'readlinkat'],
};

/** What runc calls besides: containers start without, in most cases. */
export const runcNeedsAtTimes = list('epoll_ctl getpid rt_sigreturn');

/** These end who calls them where an errno of 0 pretends that they worked; with all others they go on. */
export const mustReallyWork: Readonly<Record<Party, readonly string[]>> = {
  crun: list('execve read write'),
  runc: list('execve read write close fstat fstatfs getcwd newfstatat openat openat2 statx fcntl tgkill'),
  glibc: list('arch_prctl execve exit_group fstat mmap newfstatat openat pread64 read write'),
  musl: list('arch_prctl execve exit_group mmap set_tid_address writev'),
};

/**
 * What a program that does nothing but print a line needs of a C library: glibc 2.36, 2.41 and 2.43, musl 1.2.3 and
 * 1.2.6. Each call was denied alone, and then all others. Linked statically it needs nothing to load libraries with.
 */
export const libcNeeds = {
  glibc: list('arch_prctl close execve exit_group fstat mmap mprotect newfstatat openat pread64 read write'),
  musl: list('arch_prctl execve exit_group mmap mprotect writev'),
} as const;

/** Where a denied call kills the process, they need these too. */
export const libcNeedsToLive = {
  glibc: list('access brk getrandom munmap prlimit64 readlink readlinkat rseq set_robust_list set_tid_address'),
  musl: list('brk ioctl set_tid_address'),
} as const;

/** What they take instead of a call that is denied with an errno. */
export const libcTakesInstead = { glibc: {}, musl: { exit_group: 'exit', mmap: 'brk' } } as const;

/** What one version needs alone, of those that were asked. */
export const versions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'crun close_range': 'crun 1.28',
    'runc faccessat2': 'runc 1.1.5',
    'runc openat2': 'runc 1.3.6',
    'runc statx': 'runc 1.3.6',
    'runc close_range': 'runc 1.3.6',
    'runc tgkill': 'runc 1.3.6',
    'glibc newfstatat': 'glibc 2.36',
    'glibc fstat': 'glibc 2.41+',
    'glibc exit_group': 'glibc 2.41+',
    'glibc readlink': 'static glibc 2.36',
    'glibc readlinkat': 'static glibc 2.41+',
  }),
);

/** What one version alone does not survive where an errno of 0 pretends that it worked. */
export const versionsOfPretence: ReadonlyMap<string, string> = new Map([
  ...list('read fstat openat2 statx fcntl tgkill').map(name => [`runc ${name}`, 'runc 1.3.6'] as const),
  ['runc newfstatat', 'runc 1.1.5'],
  ['glibc newfstatat', 'glibc 2.36'],
  ['glibc fstat', 'glibc 2.41+'],
  ['glibc exit_group', 'glibc 2.41+'],
  ['musl set_tid_address', 'musl 1.2.6'],
]);

/** What programs call besides, all over the place: the rest of a useful baseline. */
export const libcUses = {
  glibc: list(
    'access brk close_range getrandom munmap newfstatat prlimit64 readlink readlinkat rseq set_robust_list set_tid_address clone3 futex madvise rt_sigaction rt_sigprocmask exit',
  ),
  musl: list('brk clone exit futex ioctl membarrier munmap rt_sigprocmask set_tid_address'),
} as const;

/** What busybox's shell calls besides, with pipes, ls, cat and sleep in it: traced with glibc, and musl's names for the same. */
export const shellUses = list(
  'access chdir clock_nanosleep dup2 fcntl fork getcwd getdents64 getegid geteuid getgid getgroups getpid getppid getuid kill lseek lstat nanosleep pipe pipe2 poll readv sendfile stat umask uname vfork wait4',
);
