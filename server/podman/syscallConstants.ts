/** Values that arguments of system calls take, from Linux's headers (include/uapi, 6.12; x86 where machines differ). */
interface Constants {
  readonly calls: readonly string[];
  readonly index: number;
  /** Joined by "or". */
  readonly flags?: Values;
  /** One of these alone, or in the bits of `choiceMask` beside flags. */
  readonly choices?: Values;
  readonly choiceMask?: bigint;
}

type Values = Readonly<Record<string, number>>;

const namespaces = {
  CLONE_NEWNS: 0x20000,
  CLONE_NEWCGROUP: 0x2000000,
  CLONE_NEWUTS: 0x4000000,
  CLONE_NEWIPC: 0x8000000,
  CLONE_NEWUSER: 0x10000000,
  CLONE_NEWPID: 0x20000000,
  CLONE_NEWNET: 0x40000000,
};
const threads = {
  CLONE_VM: 0x100,
  CLONE_FS: 0x200,
  CLONE_FILES: 0x400,
  CLONE_SIGHAND: 0x800,
  CLONE_VFORK: 0x4000,
  CLONE_PARENT: 0x8000,
  CLONE_THREAD: 0x10000,
  CLONE_SYSVSEM: 0x40000,
  CLONE_SETTLS: 0x80000,
  CLONE_PARENT_SETTID: 0x100000,
  CLONE_CHILD_CLEARTID: 0x200000,
  CLONE_CHILD_SETTID: 0x1000000,
};

const families = {
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  AF_NETLINK: 16,
  AF_PACKET: 17,
  AF_RDS: 21,
  AF_CAN: 29,
  AF_TIPC: 30,
  AF_BLUETOOTH: 31,
  AF_ALG: 38,
  AF_NFC: 39,
  AF_VSOCK: 40,
  AF_KCM: 41,
  AF_SMC: 43,
  AF_XDP: 44,
};

const open = {
  choices: { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 },
  choiceMask: 3n,
  flags: {
    O_CREAT: 0x40,
    O_EXCL: 0x80,
    O_NOCTTY: 0x100,
    O_TRUNC: 0x200,
    O_APPEND: 0x400,
    O_NONBLOCK: 0x800,
    O_DIRECTORY: 0x10000,
    O_NOFOLLOW: 0x20000,
    O_CLOEXEC: 0x80000,
    O_PATH: 0x200000,
  },
};

const tables: readonly Constants[] = [
  { calls: ['clone'], index: 0, choices: { SIGCHLD: 17 }, choiceMask: 0xffn, flags: { ...namespaces, ...threads } },
  { calls: ['unshare'], index: 0, flags: { ...namespaces, CLONE_NEWTIME: 0x80 } },
  { calls: ['setns'], index: 1, flags: { ...namespaces, CLONE_NEWTIME: 0x80 } },
  { calls: ['socket', 'socketpair'], index: 0, choices: families },
  {
    calls: ['socket', 'socketpair'],
    index: 1,
    choices: { SOCK_STREAM: 1, SOCK_DGRAM: 2, SOCK_RAW: 3, SOCK_SEQPACKET: 5, SOCK_PACKET: 10 },
    choiceMask: 15n,
    flags: { SOCK_NONBLOCK: 0x800, SOCK_CLOEXEC: 0x80000 },
  },
  { calls: ['socket'], index: 2, choices: { NETLINK_AUDIT: 9, IPPROTO_TCP: 6, IPPROTO_UDP: 17 } },
  {
    calls: ['personality'],
    index: 0,
    choices: { PER_LINUX: 0, PER_LINUX32: 8 },
    choiceMask: 0xffn,
    flags: {
      UNAME26: 0x20000,
      ADDR_NO_RANDOMIZE: 0x40000,
      MMAP_PAGE_ZERO: 0x100000,
      ADDR_COMPAT_LAYOUT: 0x200000,
      READ_IMPLIES_EXEC: 0x400000,
      ADDR_LIMIT_32BIT: 0x800000,
      ADDR_LIMIT_3GB: 0x8000000,
    },
  },
  {
    calls: ['ioctl'],
    index: 1,
    choices: {
      TIOCSTI: 0x5412,
      TIOCLINUX: 0x541c,
      TIOCSETD: 0x5423,
      TIOCSCTTY: 0x540e,
      TIOCGWINSZ: 0x5413,
      TCGETS: 0x5401,
      FIONREAD: 0x541b,
      FIONBIO: 0x5421,
    },
  },
  {
    calls: ['prctl'],
    index: 0,
    choices: {
      PR_SET_PDEATHSIG: 1,
      PR_SET_DUMPABLE: 4,
      PR_SET_KEEPCAPS: 8,
      PR_SET_NAME: 15,
      PR_SET_SECCOMP: 22,
      PR_CAPBSET_READ: 23,
      PR_CAPBSET_DROP: 24,
      PR_SET_MM: 35,
      PR_SET_NO_NEW_PRIVS: 38,
      PR_CAP_AMBIENT: 47,
    },
  },
  {
    calls: ['ptrace'],
    index: 0,
    choices: {
      PTRACE_TRACEME: 0,
      PTRACE_PEEKDATA: 2,
      PTRACE_POKEDATA: 5,
      PTRACE_CONT: 7,
      PTRACE_ATTACH: 16,
      PTRACE_DETACH: 17,
      PTRACE_SEIZE: 0x4206,
    },
  },
  {
    calls: ['keyctl'],
    index: 0,
    choices: { KEYCTL_GET_KEYRING_ID: 0, KEYCTL_JOIN_SESSION_KEYRING: 1, KEYCTL_UPDATE: 2, KEYCTL_READ: 11 },
  },
  {
    calls: ['fcntl'],
    index: 1,
    choices: { F_DUPFD: 0, F_GETFD: 1, F_SETFD: 2, F_GETFL: 3, F_SETFL: 4, F_GETLK: 5, F_SETLK: 6, F_SETLKW: 7 },
  },
  { calls: ['bpf'], index: 0, choices: { BPF_MAP_CREATE: 0, BPF_PROG_LOAD: 5, BPF_OBJ_GET: 7, BPF_BTF_LOAD: 18 } },
  { calls: ['open'], index: 1, ...open },
  { calls: ['openat'], index: 2, ...open },
  { calls: ['mmap', 'mprotect', 'pkey_mprotect'], index: 2, flags: { PROT_READ: 1, PROT_WRITE: 2, PROT_EXEC: 4 } },
  {
    calls: ['mmap'],
    index: 3,
    flags: { MAP_SHARED: 1, MAP_PRIVATE: 2, MAP_FIXED: 16, MAP_ANONYMOUS: 32, MAP_GROWSDOWN: 256, MAP_LOCKED: 8192 },
  },
  {
    calls: ['mount'],
    index: 3,
    flags: {
      MS_RDONLY: 1,
      MS_NOSUID: 2,
      MS_NODEV: 4,
      MS_NOEXEC: 8,
      MS_REMOUNT: 32,
      MS_BIND: 4096,
      MS_MOVE: 8192,
      MS_REC: 16384,
      MS_PRIVATE: 0x40000,
      MS_SLAVE: 0x80000,
      MS_SHARED: 0x100000,
    },
  },
  { calls: ['umount2'], index: 1, flags: { MNT_FORCE: 1, MNT_DETACH: 2, MNT_EXPIRE: 4, UMOUNT_NOFOLLOW: 8 } },
];

const tableOf = (call: string, index: number): Constants | undefined =>
  tables.find(table => table.calls.includes(call) && table.index === index);

export function constantsOf(call: string, index: number): Values {
  const { choices, flags } = tableOf(call, index) ?? {};
  return { ...choices, ...flags };
}

/** A value in names: one, or flags joined by `|`; undefined where it has none. */
export function decoded(call: string, index: number, value: bigint): string | undefined {
  const { choices = {}, choiceMask, flags = {} } = tableOf(call, index) ?? {};
  const chosen = value & (choiceMask ?? (Object.keys(flags).length > 0 ? 0n : value));
  const [choice] = Object.entries(choices).find(([, number]) => BigInt(number) === chosen) ?? [];
  const set = Object.entries(flags).filter(([, number]) => (value & BigInt(number)) !== 0n);
  const named = set.reduce((sum, [, number]) => sum | BigInt(number), 0n);
  const rest = value & ~named & ~(choice === undefined ? 0n : chosen);
  const names = [...(choice !== undefined ? [choice] : []), ...set.map(([name]) => name)];
  // All bits, say: no names would tell more.
  if (names.length === 0 || value > 0xffff_fff0n) return undefined;
  return [...names, ...(rest ? [`0x${rest.toString(16)}`] : [])].join(' | ');
}
