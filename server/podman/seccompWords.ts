/** The words of a seccomp profile, as Podman 5.8, crun 1.28 and runc 1.3.6 know them; asked on real containers. */

export const actions: readonly string[] = [
  'SCMP_ACT_ALLOW',
  'SCMP_ACT_ERRNO',
  'SCMP_ACT_KILL_PROCESS',
  'SCMP_ACT_KILL_THREAD',
  'SCMP_ACT_KILL',
  'SCMP_ACT_TRAP',
  'SCMP_ACT_LOG',
  'SCMP_ACT_TRACE',
  'SCMP_ACT_NOTIFY',
];

/** With an errno. */
export const takesErrno = (action: string): boolean => action === 'SCMP_ACT_ERRNO' || action === 'SCMP_ACT_TRACE';

export const operators: readonly string[] = [
  'SCMP_CMP_EQ',
  'SCMP_CMP_NE',
  'SCMP_CMP_LT',
  'SCMP_CMP_LE',
  'SCMP_CMP_GT',
  'SCMP_CMP_GE',
  'SCMP_CMP_MASKED_EQ',
];

export const filterFlags: readonly string[] = [
  'SECCOMP_FILTER_FLAG_LOG',
  'SECCOMP_FILTER_FLAG_SPEC_ALLOW',
  'SECCOMP_FILTER_FLAG_TSYNC',
  'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV',
];

/** An architecture by libseccomp's name. */
export interface Architecture {
  readonly name: string;
  readonly isBigEndian?: true;
  /** Arguments of system calls have 32 bits. */
  readonly isNarrow?: true;
  /** All calls about sockets and System V IPC may be made through two, socketcall and ipc. */
  readonly multiplexes?: true;
  /** crun only. */
  readonly unknownToRunc?: true;
}

export const architectures: readonly Architecture[] = [
  { name: 'X86_64' },
  { name: 'X86', isNarrow: true, multiplexes: true },
  { name: 'X32', isNarrow: true },
  { name: 'AARCH64' },
  { name: 'ARM', isNarrow: true },
  { name: 'PPC64LE', multiplexes: true },
  { name: 'RISCV64' },
  { name: 'LOONGARCH64' },
  { name: 'MIPSEL', isNarrow: true, multiplexes: true },
  { name: 'MIPSEL64' },
  { name: 'MIPSEL64N32', isNarrow: true },
  { name: 'S390X', isBigEndian: true, multiplexes: true },
  { name: 'S390', isBigEndian: true, isNarrow: true, multiplexes: true },
  { name: 'MIPS', isBigEndian: true, isNarrow: true, multiplexes: true },
  { name: 'MIPS64', isBigEndian: true },
  { name: 'MIPS64N32', isBigEndian: true, isNarrow: true },
  { name: 'PPC', isBigEndian: true, isNarrow: true, multiplexes: true },
  { name: 'PPC64', isBigEndian: true, multiplexes: true },
  { name: 'PARISC', isBigEndian: true, isNarrow: true, unknownToRunc: true },
  { name: 'PARISC64', isBigEndian: true, unknownToRunc: true },
  { name: 'M68K', isBigEndian: true, isNarrow: true, multiplexes: true, unknownToRunc: true },
  { name: 'SH', isNarrow: true, multiplexes: true, unknownToRunc: true },
  { name: 'SHEB', isBigEndian: true, isNarrow: true, multiplexes: true, unknownToRunc: true },
];

const byName = new Map(architectures.map(architecture => [architecture.name, architecture]));

/** What crun takes an architecture's name for: without regard to case, and with or without `SCMP_ARCH_`. */
export const architectureNamed = (text: string): Architecture | undefined =>
  byName.get((text.startsWith('SCMP_ARCH_') ? text.slice(10) : text).toUpperCase());

/** The hosts that Podman looks up in an archMap (Go's name, libseccomp's). */
export const archMapHosts: Readonly<Record<string, string>> = {
  amd64: 'SCMP_ARCH_X86_64',
  arm64: 'SCMP_ARCH_AARCH64',
  mips64: 'SCMP_ARCH_MIPS64',
  mips64n32: 'SCMP_ARCH_MIPS64N32',
  mipsel64: 'SCMP_ARCH_MIPSEL64',
  mipsel64n32: 'SCMP_ARCH_MIPSEL64N32',
  s390x: 'SCMP_ARCH_S390X',
};

/** What can stand in `includes.arches`: the names of libseccomp-golang, each with the table's name for it. */
export const filterArchitectures: Readonly<Record<string, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  arm: 'arm',
  x86: 'x86',
  x32: 'x32',
  ppc64le: 'ppc64le',
  ppc64: 'ppc64le',
  ppc: 'ppc',
  s390x: 's390x',
  s390: 's390',
  riscv64: 'riscv64',
  loong64: 'loongarch64',
  mips: 'mipsel',
  mipsel: 'mipsel',
  mips64: 'mipsel64',
  mipsel64: 'mipsel64',
  mips64n32: 'mipsel64n32',
  mipsel64n32: 'mipsel64n32',
};

/** libseccomp refuses errno values from here on. */
export const errnoLimit = 4095;

/** The names that Podman knows (container-libs, common/pkg/seccomp), with Linux's numbers on most architectures. */
const errnoTable = `
E2BIG 7 EACCES 13 EADDRINUSE 98 EADDRNOTAVAIL 99 EAFNOSUPPORT 97 EAGAIN 11 EALREADY 114 EBADF 9 EBADMSG 74
EBUSY 16 ECANCELED 125 ECHILD 10 ECONNABORTED 103 ECONNREFUSED 111 ECONNRESET 104 EDEADLK 35 EDESTADDRREQ 89
EDOM 33 EDQUOT 122 EEXIST 17 EFAULT 14 EFBIG 27 EHOSTDOWN 112 EHOSTUNREACH 113 EIDRM 43 EILSEQ 84 EINPROGRESS
115 EINVAL 22 EIO 5 EISCONN 106 EISDIR 21 ELOOP 40 EMEDIUMTYPE 124 EMFILE 24 EMLINK 31 EMSGSIZE 90
ENAMETOOLONG 36 ENETDOWN 100 ENETRESET 102 ENETUNREACH 101 ENFILE 23 ENOBUFS 105 ENODEV 19 ENOENT 2 ENOEXEC 8
ENOLCK 37 ENOMEDIUM 123 ENOMEM 12 ENOMSG 42 ENOPROTOOPT 92 ENOSPC 28 ENOSYS 38 ENOTBLK 15 ENOTCONN 107 ENOTDIR
20 ENOTEMPTY 39 ENOTRECOVERABLE 131 ENOTSOCK 88 ENOTSUP 95 ENOTTY 25 ENXIO 6 EOPNOTSUPP 95 EOVERFLOW 75
EOWNERDEAD 130 EPERM 1 EPFNOSUPPORT 96 EPIPE 32 EPROTONOSUPPORT 93 EPROTOTYPE 91 ERANGE 34 EREMOTE 66 EROFS 30
ESHUTDOWN 108 ESOCKTNOSUPPORT 94 ESPIPE 29 ESRCH 3 ESTALE 116 ETIMEDOUT 110 ETOOMANYREFS 109 ETXTBSY 26 EUSERS
87 EXDEV 18
`;

export const errnoNumbers: ReadonlyMap<string, number> = new Map(
  Array.from(errnoTable.matchAll(/(E\w+)\s(\d+)/g), ([, name = '', number]) => [name, Number(number)] as const),
);

/** The name for a number, the shorter one where there are two. */
export const errnoName = (number: number): string | undefined =>
  [...errnoNumbers].find(([, value]) => value === number)?.[0];
