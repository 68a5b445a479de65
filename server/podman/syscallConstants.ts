/** Values that arguments of system calls take, from Linux's headers (include/uapi, 6.12). */
interface Constants {
  readonly call: string;
  readonly index: number;
  /** They are joined by "or". */
  readonly areFlags?: true;
  readonly values: Readonly<Record<string, number>>;
}

const clone = {
  CLONE_NEWTIME: 0x80,
  CLONE_NEWNS: 0x20000,
  CLONE_NEWCGROUP: 0x2000000,
  CLONE_NEWUTS: 0x4000000,
  CLONE_NEWIPC: 0x8000000,
  CLONE_NEWUSER: 0x10000000,
  CLONE_NEWPID: 0x20000000,
  CLONE_NEWNET: 0x40000000,
};

const families = {
  AF_UNIX: 1,
  AF_INET: 2,
  AF_INET6: 10,
  AF_NETLINK: 16,
  AF_PACKET: 17,
  AF_ALG: 38,
  AF_NFC: 39,
  AF_VSOCK: 40,
  AF_XDP: 44,
};

const tables: readonly Constants[] = [
  { call: 'clone', index: 0, areFlags: true, values: clone },
  { call: 'unshare', index: 0, areFlags: true, values: clone },
  { call: 'setns', index: 1, areFlags: true, values: clone },
  { call: 'socket', index: 0, values: families },
  { call: 'socketpair', index: 0, values: families },
  { call: 'socket', index: 1, values: { SOCK_STREAM: 1, SOCK_DGRAM: 2, SOCK_RAW: 3, SOCK_SEQPACKET: 5 } },
  { call: 'socket', index: 2, values: { NETLINK_AUDIT: 9, IPPROTO_TCP: 6, IPPROTO_UDP: 17 } },
  {
    call: 'personality',
    index: 0,
    areFlags: true,
    values: {
      PER_LINUX32: 8,
      UNAME26: 0x20000,
      ADDR_NO_RANDOMIZE: 0x40000,
      MMAP_PAGE_ZERO: 0x100000,
      READ_IMPLIES_EXEC: 0x400000,
    },
  },
  { call: 'ioctl', index: 1, values: { TIOCSTI: 0x5412, TIOCLINUX: 0x541c, TIOCGWINSZ: 0x5413, TCGETS: 0x5401 } },
  {
    call: 'prctl',
    index: 0,
    values: {
      PR_SET_DUMPABLE: 4,
      PR_SET_SECCOMP: 22,
      PR_CAPBSET_DROP: 24,
      PR_SET_NO_NEW_PRIVS: 38,
      PR_CAP_AMBIENT: 47,
    },
  },
];

export const constantsOf = (call: string, index: number): Readonly<Record<string, number>> =>
  tables.find(table => table.call === call && table.index === index)?.values ?? {};

/** A value in names: one, or flags joined by `|`; undefined where it has none. */
export function decoded(call: string, index: number, value: bigint): string | undefined {
  const table = tables.find(table => table.call === call && table.index === index);
  if (!table) return undefined;
  const entries = Object.entries(table.values);
  const exact = entries.find(([, number]) => BigInt(number) === value)?.[0];
  if (exact || !table.areFlags || value === 0n) return exact;
  const set = entries.filter(([, number]) => (value & BigInt(number)) !== 0n);
  const rest = set.reduce((left, [, number]) => left & ~BigInt(number), value);
  if (set.length === 0) return undefined;
  return [...set.map(([name]) => name), ...(rest ? [`0x${rest.toString(16)}`] : [])].join(' | ');
}
