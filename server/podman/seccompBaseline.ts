/*
 * What a container needs before its own program runs a single line, found by taking system calls away from real
 * containers until they no longer started: Podman 5.8.6 with crun 1.28 and runc 1.3.6, Podman 4.3.1 with crun 1.8.1 and
 * runc 1.1.5, on x86_64, without no-new-privileges (with it execve alone is left of crun's).
 */

const list = (names: string): readonly string[] => names.split(' ');

/** crun, which Podman uses unless somebody chooses another. */
export const crunNeeds = list(
  'execve capset prctl setresuid setresgid read write rt_sigaction rt_sigprocmask pselect6',
);

/** Where a denied call kills the process: crun closes files, and nothing may go wrong. */
export const crunNeedsToLive = list('close close_range');

/** runc 1.1.5 and 1.3.6 together. */
export const runcNeeds = list(
  'execve capget capset chdir close fstat fstatfs futex getcwd getdents64 getppid newfstatat openat openat2 prctl read write setgid setgroups setuid statx epoll_ctl faccessat2 getpid',
);
/** runc 1.1.5 only. */
export const runcNeedsInSomeVersions = list('epoll_ctl faccessat2 getpid');
export const runcNeedsToLive = list('close_range epoll_ctl fcntl geteuid getpid tgkill');

/** What Go does in runc when a signal interrupts it, and the container starts in most cases only. */
export const runcNeedsAtTimes = list('rt_sigreturn');

/** These do not work where they are denied with an errno of 0; all others of a runtime seem to have worked, and it goes on. */
export const mustReallyWork = list(
  'execve read write fstat fstatfs getcwd close openat openat2 statx arch_prctl mmap pread64',
);

/**
 * What a program that does nothing but print a line needs of a C library, by library. Without exit_group it ends by
 * exit; without brk it asks mmap for memory.
 */
export const libcNeeds = {
  glibc: list('arch_prctl close execve exit_group fstat mmap mprotect openat pread64 read write'),
  musl: list('arch_prctl execve exit_group ioctl mmap mprotect set_tid_address writev'),
} as const;

/** What programs call besides, all over the place: the rest of a useful baseline. */
export const libcUses = {
  glibc: list(
    'access brk close_range getrandom munmap newfstatat prlimit64 readlink rseq set_robust_list set_tid_address clone3 futex madvise rt_sigaction rt_sigprocmask exit',
  ),
  musl: list('brk clone exit futex membarrier munmap rt_sigprocmask'),
} as const;

/** What busybox's shell calls besides, with pipes, ls, cat and sleep in it: traced with glibc, and musl's names for the same. */
export const shellUses = list(
  'access chdir clock_nanosleep dup2 fcntl fork getcwd getdents64 getegid geteuid getgid getgroups getpid getppid getuid kill lseek lstat nanosleep pipe pipe2 poll readv sendfile stat umask uname vfork wait4',
);
