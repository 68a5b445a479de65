import type { Severity } from '../core/severity.ts';
import type { Text } from '../core/text.ts';

/** System calls that Podman's own seccomp profile withholds from ordinary containers, for one common reason. */
interface DangerousSyscalls {
  readonly id: DangerId;
  readonly names: readonly string[];
  /** error: leads to the host, or around the filter; warning: known attack surface; info: obsolete or merely untidy. */
  readonly severity: Severity;
  /** The capability that the kernel asks for, and with which Podman's profile allows it. None: Podman never allows it. */
  readonly capability: string | undefined;
  /** What a container can do with `{name}`. */
  readonly what: Text;
}

export type DangerId =
  | 'kexec'
  | 'module'
  | 'bpf'
  | 'file-handle'
  | 'port-io'
  | 'io-uring'
  | 'perf'
  | 'userfault'
  | 'keyring'
  | 'foreign-memory'
  | 'clock'
  | 'host-name'
  | 'swap'
  | 'accounting'
  | 'disk-quota'
  | 'personality'
  | 'page-placement'
  | 'terminal'
  | 'splice'
  | 'obsolete';

/**
 * What Podman's profile (containers/common, pkg/seccomp; /usr/share/containers/seccomp.json) denies or ties to a
 * capability, with the kernel's own demands from the manual pages. What that profile allows to everybody is not here.
 */
export const dangerousSyscalls: readonly DangerousSyscalls[] = [
  {
    id: 'kexec',
    names: ['kexec_load', 'kexec_file_load'],
    severity: 'error',
    capability: 'CAP_SYS_BOOT',
    what: {
      en: '"{name}" is allowed: it puts another kernel in the place of the host\'s.',
      ja: '「{name}」が許可されています。ホストのカーネルを別のカーネルに置き換えられます。',
    },
  },
  {
    id: 'module',
    names: ['init_module', 'finit_module', 'delete_module', 'create_module', 'query_module', 'get_kernel_syms'],
    severity: 'error',
    capability: 'CAP_SYS_MODULE',
    what: {
      en: '"{name}" is allowed: it loads or unloads code that runs inside the host\'s kernel.',
      ja: '「{name}」が許可されています。ホストのカーネル内で動くコードを読み込んだり外したりできます。',
    },
  },
  {
    id: 'bpf',
    names: ['bpf'],
    severity: 'error',
    capability: 'CAP_BPF',
    what: {
      en: '"{name}" is allowed: it loads programs into the host\'s kernel, whose verifier was fooled more than once.',
      ja: '「{name}」が許可されています。ホストのカーネルにプログラムを読み込めます。検証器は何度も突破されています。',
    },
  },
  {
    id: 'file-handle',
    names: ['open_by_handle_at'],
    severity: 'error',
    capability: 'CAP_DAC_READ_SEARCH',
    what: {
      en: '"{name}" is allowed: it opens files of the host by guessed handles, past the container\'s mounts.',
      ja: '「{name}」が許可されています。ハンドルを推測して、コンテナの外にあるホストのファイルを開けます。',
    },
  },
  {
    id: 'port-io',
    names: ['iopl', 'ioperm'],
    severity: 'error',
    capability: 'CAP_SYS_RAWIO',
    what: {
      en: '"{name}" is allowed: it gives direct access to the host\'s hardware ports.',
      ja: '「{name}」が許可されています。ホストのハードウェアのポートに直接アクセスできます。',
    },
  },
  {
    id: 'io-uring',
    names: ['io_uring_setup', 'io_uring_enter', 'io_uring_register'],
    severity: 'error',
    capability: undefined,
    what: {
      en: '"{name}" is allowed: what is done through io_uring passes by this filter, and many kernel exploits start there.',
      ja: '「{name}」が許可されています。io_uring 経由の操作はこのフィルターを通らず、カーネル攻撃の起点としても多用されています。',
    },
  },
  {
    id: 'perf',
    names: ['perf_event_open'],
    severity: 'warning',
    capability: 'CAP_PERFMON',
    what: {
      en: '"{name}" is allowed: it observes the host\'s kernel and has a history of exploits.',
      ja: '「{name}」が許可されています。ホストのカーネルを観測でき、過去に何度も悪用されています。',
    },
  },
  {
    id: 'userfault',
    names: ['userfaultfd'],
    severity: 'warning',
    capability: undefined,
    what: {
      en: '"{name}" is allowed: it lets an exploit hold the kernel still in the middle of a race.',
      ja: '「{name}」が許可されています。カーネルの競合状態を突く攻撃を容易にします。',
    },
  },
  {
    id: 'keyring',
    names: ['add_key', 'request_key'],
    severity: 'warning',
    capability: undefined,
    what: {
      en: '"{name}" is allowed: the kernel\'s keyrings are not separated by containers.',
      ja: '「{name}」が許可されています。カーネルのキーリングはコンテナごとに分離されていません。',
    },
  },
  {
    id: 'foreign-memory',
    names: ['kcmp', 'process_madvise'],
    severity: 'warning',
    capability: 'CAP_SYS_PTRACE',
    what: {
      en: '"{name}" is allowed: it looks into other processes or acts on their memory.',
      ja: '「{name}」が許可されています。他のプロセスの内部を調べたり、メモリーに影響を与えたりできます。',
    },
  },
  {
    id: 'clock',
    names: ['clock_settime', 'clock_settime64', 'settimeofday', 'stime'],
    severity: 'warning',
    capability: 'CAP_SYS_TIME',
    what: {
      en: '"{name}" is allowed: the clock that it sets is the host\'s.',
      ja: '「{name}」が許可されています。変更されるのはホストの時計です。',
    },
  },
  {
    id: 'host-name',
    names: ['sethostname', 'setdomainname'],
    severity: 'info',
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: with the host\'s UTS namespace it renames the host.',
      ja: '「{name}」が許可されています。ホストの UTS 名前空間を使うコンテナでは、ホストの名前を変更できます。',
    },
  },
  {
    id: 'swap',
    names: ['swapon', 'swapoff'],
    severity: 'warning',
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: it changes the host\'s swap space.',
      ja: '「{name}」が許可されています。ホストのスワップ領域を変更できます。',
    },
  },
  {
    id: 'accounting',
    names: ['acct'],
    severity: 'warning',
    capability: 'CAP_SYS_PACCT',
    what: {
      en: '"{name}" is allowed: it switches the host\'s process accounting on and off.',
      ja: '「{name}」が許可されています。ホストのプロセスアカウンティングを切り替えられます。',
    },
  },
  {
    id: 'disk-quota',
    names: ['quotactl', 'quotactl_fd', 'lookup_dcookie'],
    severity: 'info',
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: it serves the administration of the host only.',
      ja: '「{name}」が許可されています。ホストの管理にしか使われないシステムコールです。',
    },
  },
  {
    id: 'personality',
    names: ['personality'],
    severity: 'warning',
    capability: undefined,
    what: {
      en: '"{name}" is allowed with any argument: it switches off address space randomization. Podman allows five harmless values.',
      ja: '「{name}」が任意の引数で許可されています。アドレス空間のランダム化を無効にできます。Podman が許可するのは無害な 5 つの値だけです。',
    },
  },
  {
    id: 'page-placement',
    names: ['move_pages', 'migrate_pages'],
    severity: 'info',
    capability: 'CAP_SYS_NICE',
    what: {
      en: '"{name}" is allowed: it moves memory of other processes between nodes.',
      ja: '「{name}」が許可されています。他のプロセスのメモリーをノード間で移動できます。',
    },
  },
  {
    id: 'terminal',
    names: ['vhangup'],
    severity: 'info',
    capability: 'CAP_SYS_TTY_CONFIG',
    what: {
      en: '"{name}" is allowed: it hangs up the terminal for everybody.',
      ja: '「{name}」が許可されています。端末をすべての利用者から切断できます。',
    },
  },
  {
    id: 'splice',
    names: ['vmsplice'],
    severity: 'info',
    capability: undefined,
    what: {
      en: '"{name}" is allowed: few programs need it, and it led to root before.',
      ja: '「{name}」が許可されています。必要とするプログラムは少なく、過去に root 権限の奪取に使われました。',
    },
  },
  {
    id: 'obsolete',
    names: [
      'uselib',
      'ustat',
      'sysfs',
      'nfsservctl',
      'bdflush',
      '_sysctl',
      'vm86',
      'vm86old',
      'pciconfig_iobase',
      'pciconfig_read',
      'pciconfig_write',
    ],
    severity: 'warning',
    capability: undefined,
    what: {
      en: '"{name}" is allowed: it is obsolete, and old code that nobody tests is where exploits begin.',
      ja: '「{name}」が許可されています。廃止されたシステムコールで、検証されない古いコードは攻撃の入り口になります。',
    },
  },
];

const byName = new Map(dangerousSyscalls.flatMap(danger => danger.names.map(name => [name, danger] as const)));

export const dangerOf = (syscall: string): DangerousSyscalls | undefined => byName.get(syscall);
