import { syscallTable, tableArchitectures } from './syscallTable.generated.ts';

/** A system call, as libseccomp knows it. */
interface Syscall {
  readonly name: string;
  /** Where it exists, by libseccomp's names in lower case. */
  readonly architectures: readonly string[];
  /** Its number on x86_64 and on aarch64, where it exists there. */
  readonly numbers: { readonly x86_64: number | undefined; readonly aarch64: number | undefined };
}

const rows = new Map(
  syscallTable
    .trim()
    .split('\n')
    .map(line => [line.slice(0, line.indexOf(' ')), line] as const),
);

export const syscallNames: readonly string[] = [...rows.keys()];

export const isSyscall = (name: string): boolean => rows.has(name);

export function syscallNamed(name: string): Syscall | undefined {
  const [, mask = '', x86_64, aarch64] = rows.get(name)?.split(' ') ?? [];
  if (!mask) return undefined;
  const bits = Number.parseInt(mask, 36);
  return {
    name,
    architectures: tableArchitectures.filter((_, bit) => bits & (1 << bit)),
    numbers: { x86_64: numberOf(x86_64), aarch64: numberOf(aarch64) },
  };
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === '-' ? undefined : Number(text);

/** What the C library calls a system call that has another name. */
export const libcNames: Readonly<Record<string, string>> = {
  _exit: 'exit',
  _Exit: 'exit_group',
  fstatat: 'newfstatat',
  sbrk: 'brk',
  pselect: 'pselect6',
  fopen: 'openat',
  opendir: 'openat',
  shm_open: 'openat',
  mkfifo: 'mknodat',
  sleep: 'clock_nanosleep',
  usleep: 'clock_nanosleep',
  pread: 'pread64',
  pwrite: 'pwrite64',
  posix_fadvise: 'fadvise64',
  posix_fallocate: 'fallocate',
  readdir64: 'getdents64',
  wait: 'wait4',
  wait3: 'wait4',
  killpg: 'kill',
  eaccess: 'faccessat2',
  fexecve: 'execveat',
  lchmod: 'fchmodat2',
  raise: 'tgkill',
  seteuid: 'setresuid',
  setegid: 'setresgid',
  isatty: 'ioctl',
  tcgetattr: 'ioctl',
  tcsetattr: 'ioctl',
  statvfs: 'statfs',
  fstatvfs: 'fstatfs',
};
