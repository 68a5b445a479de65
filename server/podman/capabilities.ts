import type { Text } from '../core/text.ts';

/** What a container can do to the host with a capability that Podman does not give by itself. */
interface DangerousCapability {
  /** It leads out of the container by itself. */
  readonly escapes: boolean;
  /** Completes "with it a process can ...", and 「これを持つプロセスは…」. */
  readonly allows: Text;
}

/**
 * The name without `CAP_`, in upper case: Podman takes `net_bind_service`, `CAP_NET_BIND_SERVICE` and
 * `NET_BIND_SERVICE` for the same (containers/common, NormalizeCapabilities).
 */
export const capabilityName = (text: string): string => text.toUpperCase().replace(/^CAP_/, '');

/** By name: from capabilities(7), and what is known of breaking out with each. */
export const dangerousCapabilities: Readonly<Record<string, DangerousCapability>> = {
  ALL: { escapes: true, allows: { en: 'do everything that root can', ja: 'root にできるすべての操作を行えます' } },
  BPF: { escapes: true, allows: { en: 'load programs into the kernel', ja: 'カーネルにプログラムを読み込めます' } },
  DAC_READ_SEARCH: {
    escapes: true,
    allows: {
      en: "open any of the host's files by its handle",
      ja: 'ホスト上の任意のファイルをハンドル経由で開けます',
    },
  },
  MAC_ADMIN: {
    escapes: false,
    allows: { en: 'change the mandatory access control', ja: '強制アクセス制御の設定を変更できます' },
  },
  MAC_OVERRIDE: {
    escapes: false,
    allows: { en: 'ignore the mandatory access control', ja: '強制アクセス制御を無視できます' },
  },
  NET_ADMIN: {
    escapes: false,
    allows: {
      en: 'change interfaces, routes and firewall rules',
      ja: 'インターフェース、経路、ファイアウォールを変更できます',
    },
  },
  NET_RAW: {
    escapes: false,
    allows: { en: 'forge packets on its network', ja: 'ネットワーク上でパケットを偽装できます' },
  },
  PERFMON: {
    escapes: false,
    allows: { en: 'watch the kernel and other processes', ja: 'カーネルや他のプロセスを観測できます' },
  },
  SYS_ADMIN: {
    escapes: true,
    allows: {
      en: 'mount file systems and enter namespaces',
      ja: 'ファイルシステムのマウントや名前空間への参加ができます',
    },
  },
  SYS_BOOT: {
    escapes: true,
    allows: { en: 'reboot the host and load another kernel', ja: 'ホストの再起動や別カーネルの読み込みができます' },
  },
  SYS_MODULE: { escapes: true, allows: { en: 'load kernel modules', ja: 'カーネルモジュールを読み込めます' } },
  SYS_PTRACE: {
    escapes: true,
    allows: { en: 'read and change other processes', ja: '他のプロセスの内容を読み書きできます' },
  },
  SYS_RAWIO: {
    escapes: true,
    allows: { en: "access the host's memory and ports", ja: 'ホストのメモリーや I/O ポートにアクセスできます' },
  },
  SYS_TIME: { escapes: false, allows: { en: "set the host's clock", ja: 'ホストの時計を変更できます' } },
  SYSLOG: {
    escapes: false,
    allows: { en: "read the kernel's log and addresses", ja: 'カーネルのログやアドレスを読み取れます' },
  },
};

/** All of them, by capabilities(7) of Linux 5.9, without `CAP_`. */
export const capabilityNames: readonly string[] = (
  'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER ' +
  'FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE ' +
  'SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG WAKE_ALARM'
).split(' ');

/** What Podman gives to a container that asks for nothing: containers.conf(5), default_capabilities, since Podman 4. */
export const defaultCapabilities: readonly string[] =
  'CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(' ');

/**
 * Podman before 4.4 gave these too (containers/common before 0.51), unless its containers.conf said otherwise, as those
 * of Debian and Fedora did.
 */
export const earlierCapabilities: readonly string[] = ['AUDIT_WRITE', 'MKNOD', 'NET_RAW'];
