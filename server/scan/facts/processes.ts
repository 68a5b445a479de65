import { capabilityNames } from '../../podman/capabilities.ts';

/** What the kernel says about a process: it is right where `podman inspect` is not. */
export interface KernelProcess {
  /** The user outside of all user namespaces. */
  readonly uid: number | undefined;
  /** Without `CAP_`. */
  readonly bounding: readonly string[] | undefined;
  readonly noNewPrivileges: boolean | undefined;
  /** 0: off; 2: filtered. */
  readonly seccomp: number | undefined;
  /** Names of namespaces (`ipc:[4026531839]`) by kind. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** How many of the paths that Podman usually hides are hidden. */
  readonly masked: number | undefined;
}

/** Lines of `PID KEY VALUE`; the collector itself is the process `self`. */
export function readProcesses(text: string): ReadonlyMap<string, KernelProcess> {
  const values = new Map<string, Map<string, string>>();
  for (const line of text.split('\n')) {
    const [, pid, key, value] = /^(\d+|self) (\w+) (.*)$/.exec(line) ?? [];
    if (pid === undefined || key === undefined || value === undefined) continue;
    const process = values.get(pid) ?? new Map<string, string>();
    values.set(pid, process.set(key, value));
  }
  return new Map([...values].map(([pid, process]) => [pid, readProcess(process)]));
}

const kinds = ['user', 'ipc', 'pid', 'net', 'uts', 'cgroup'];

function readProcess(values: ReadonlyMap<string, string>): KernelProcess {
  const caps = values.get('CapBnd');
  const privileges = values.get('NoNewPrivs');
  return {
    uid: numberIn(values.get('Uid')),
    bounding: caps === undefined ? undefined : capabilitiesOf(caps),
    noNewPrivileges: privileges === undefined ? undefined : privileges.trim() === '1',
    seccomp: numberIn(values.get('Seccomp')),
    namespaces: new Map(kinds.flatMap(kind => (values.has(kind) ? [[kind, values.get(kind) ?? '']] : []))),
    masked: numberIn(values.get('masked')),
  };
}

function numberIn(text: string | undefined): number | undefined {
  const digits = /^\d+/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** By their numbers in linux/capability.h. */
const byNumber: readonly string[] = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
  'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
  'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

function capabilitiesOf(mask: string): readonly string[] | undefined {
  if (!/^[0-9a-f]{1,16}$/i.test(mask.trim())) return undefined;
  const bits = BigInt(`0x${mask.trim()}`);
  return byNumber.filter((name, i) => (bits >> BigInt(i)) & 1n && capabilityNames.includes(name));
}
