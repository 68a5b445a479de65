import type { Text } from '../core/text.ts';

/** System calls that Podman's own profile allows to everybody and Docker's only with a capability, or never. */
interface GatedSyscalls {
  readonly id: GatedId;
  readonly names: readonly string[];
  /** With which Docker's profile allows them; none: never. */
  readonly capability: string | undefined;
  readonly what: Text;
}

export type GatedId =
  | 'mounts'
  | 'namespaces'
  | 'clone'
  | 'keys'
  | 'restart'
  | 'kernel-log'
  | 'memory-policy'
  | 'file-events'
  | 'processes';

/** moby/profiles of 2026-04 and container-libs of 2026-06, compared; the kernel's demands are from the manual pages. */
export const gatedSyscalls: readonly GatedSyscalls[] = [
  {
    id: 'mounts',
    names: [
      ...['mount', 'umount', 'umount2', 'pivot_root', 'fsopen', 'fsconfig', 'fsmount', 'fspick', 'move_mount'],
      ...['open_tree', 'mount_setattr'],
    ],
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: in a user namespace of its own a container mounts file systems with it, where many kernel exploits begin.',
      ja: '「{name}」が許可されています。ユーザー名前空間を作ればファイルシステムをマウントでき、多くのカーネル攻撃の起点になります。',
    },
  },
  {
    id: 'namespaces',
    names: ['unshare', 'setns'],
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: a user namespace gives every process all capabilities inside, and opens much of the kernel to it.',
      ja: '「{name}」が許可されています。ユーザー名前空間の中ではすべてのケーパビリティが得られ、カーネルの多くの部分に届きます。',
    },
  },
  {
    id: 'clone',
    names: ['clone', 'clone3'],
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed with all flags: beside threads it makes new user namespaces.',
      ja: '「{name}」がすべてのフラグで許可されています。スレッドだけでなく、新しいユーザー名前空間も作れます。',
    },
  },
  {
    id: 'keys',
    names: ['keyctl'],
    capability: undefined,
    what: {
      en: '"{name}" is allowed: the kernel\'s keyrings are not separated by containers.',
      ja: '「{name}」が許可されています。カーネルのキーリングはコンテナごとに分離されていません。',
    },
  },
  {
    id: 'restart',
    names: ['reboot'],
    capability: 'CAP_SYS_BOOT',
    what: {
      en: '"{name}" is allowed: it restarts the machine.',
      ja: '「{name}」が許可されています。マシンを再起動できます。',
    },
  },
  {
    id: 'kernel-log',
    names: ['syslog'],
    capability: 'CAP_SYSLOG',
    what: {
      en: '"{name}" is allowed: the kernel\'s log tells addresses that an exploit needs.',
      ja: '「{name}」が許可されています。カーネルログには攻撃に役立つアドレスが含まれます。',
    },
  },
  {
    id: 'memory-policy',
    names: ['mbind', 'get_mempolicy', 'set_mempolicy'],
    capability: 'CAP_SYS_NICE',
    what: {
      en: '"{name}" is allowed: few programs place memory on nodes, and the code behind it had holes.',
      ja: '「{name}」が許可されています。メモリー配置を必要とするプログラムは少なく、過去に脆弱性がありました。',
    },
  },
  {
    id: 'file-events',
    names: ['fanotify_init'],
    capability: 'CAP_SYS_ADMIN',
    what: {
      en: '"{name}" is allowed: it watches the files of a whole mount.',
      ja: '「{name}」が許可されています。マウント全体のファイル操作を監視できます。',
    },
  },
  {
    id: 'processes',
    names: ['ptrace', 'process_vm_readv', 'process_vm_writev', 'pidfd_getfd'],
    capability: 'CAP_SYS_PTRACE',
    what: {
      en: '"{name}" is allowed: it reaches into the memory and files of other processes.',
      ja: '「{name}」が許可されています。他のプロセスのメモリーやファイルに触れられます。',
    },
  },
];

/** Docker's profile allows these to everybody since Linux 4.8, and with the capability before. */
export const openInDocker: ReadonlySet<string> = new Set(['ptrace', 'process_vm_readv', 'process_vm_writev']);

const byName = new Map(gatedSyscalls.flatMap(gated => gated.names.map(name => [name, gated] as const)));

export const gatedSyscall = (name: string): GatedSyscalls | undefined => byName.get(name);
