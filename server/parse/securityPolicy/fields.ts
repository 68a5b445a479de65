import type { Text } from '../../core/text.ts';

/** A field that a SecurityPolicy can speak of. */
interface PolicyField {
  /** Who may say it: a field of the pod's spec, or of a security context. */
  readonly level: 'spec' | 'pod' | 'container' | 'both';
  readonly type: 'boolean' | 'integer' | 'text' | 'capabilities';
  /** What holds where nobody says anything; without, nobody knows. */
  readonly unset?: string;
  readonly choices?: readonly string[];
  /** It means something to Windows containers, too. */
  readonly onWindows?: true;
  readonly text: Text;
}

const profileTypes = ['RuntimeDefault', 'Localhost', 'Unconfined'] as const;

const seLinux = (part: string): PolicyField => ({
  level: 'both',
  type: 'text',
  text: { en: `The SELinux ${part} of the process.`, ja: `プロセスの SELinux ${part} です。` },
});

const host = (en: string, ja: string): PolicyField => ({
  level: 'spec',
  type: 'boolean',
  unset: 'false',
  onWindows: true,
  text: { en: `Whether the pod shares the host's ${en}.`, ja: `ホストの${ja}を共有するかどうかです。` },
});

/** By path. What is unset follows the Kubernetes API, which Podman obeys in all of these. */
export const policyFields: Readonly<Record<string, PolicyField>> = {
  privileged: {
    level: 'container',
    type: 'boolean',
    unset: 'false',
    text: {
      en: 'Whether the container has every capability and device, and no confinement.',
      ja: 'すべてのケーパビリティとデバイスを持ち、隔離を受けないかどうかです。',
    },
  },
  allowPrivilegeEscalation: {
    level: 'container',
    type: 'boolean',
    unset: 'true',
    text: {
      en: 'Whether a process can gain privileges that its parent has not, through setuid files say. true, if nothing is written.',
      ja: 'setuid ファイルなどで親プロセスにない権限を得られるかどうかです。書かれていなければ true です。',
    },
  },
  readOnlyRootFilesystem: {
    level: 'container',
    type: 'boolean',
    unset: 'false',
    text: {
      en: 'Whether the root file system is mounted read-only.',
      ja: 'ルートファイルシステムを読み取り専用にするかどうかです。',
    },
  },
  runAsNonRoot: {
    level: 'both',
    type: 'boolean',
    unset: 'false',
    onWindows: true,
    text: {
      en: "Whether the container must not run as root. A container inherits the pod's.",
      ja: 'root での実行を禁じるかどうかです。コンテナは Pod の値を継承します。',
    },
  },
  runAsUser: {
    level: 'both',
    type: 'integer',
    text: { en: "The user's number; a list names several.", ja: 'ユーザー番号です。リストで複数を指定できます。' },
  },
  runAsGroup: {
    level: 'both',
    type: 'integer',
    text: { en: "The group's number; a list names several.", ja: 'グループ番号です。リストで複数を指定できます。' },
  },
  'capabilities.add': {
    level: 'container',
    type: 'capabilities',
    text: { en: 'Capabilities that the container adds.', ja: 'コンテナが追加するケーパビリティです。' },
  },
  'capabilities.drop': {
    level: 'container',
    type: 'capabilities',
    text: { en: 'Capabilities that the container drops.', ja: 'コンテナが削除するケーパビリティです。' },
  },
  'seccompProfile.type': {
    level: 'both',
    type: 'text',
    choices: profileTypes,
    text: { en: 'The seccomp profile.', ja: 'seccomp プロファイルです。' },
  },
  'appArmorProfile.type': {
    level: 'both',
    type: 'text',
    choices: profileTypes,
    text: { en: 'The AppArmor profile.', ja: 'AppArmor プロファイルです。' },
  },
  'seLinuxOptions.type': seLinux('type'),
  'seLinuxOptions.user': seLinux('user'),
  'seLinuxOptions.role': seLinux('role'),
  'seLinuxOptions.level': seLinux('level'),
  'windowsOptions.hostProcess': {
    level: 'both',
    type: 'boolean',
    unset: 'false',
    onWindows: true,
    text: {
      en: 'Whether a Windows container runs on the host.',
      ja: 'Windows コンテナをホスト上で実行するかどうかです。',
    },
  },
  procMount: {
    level: 'container',
    type: 'text',
    unset: 'Default',
    choices: ['Default', 'Unmasked'],
    text: { en: 'Whether parts of /proc are masked.', ja: '/proc の一部を隠すかどうかです。' },
  },
  fsGroup: {
    level: 'pod',
    type: 'integer',
    text: { en: 'The group that owns the volumes.', ja: 'ボリュームを所有するグループです。' },
  },
  hostNetwork: host('network', 'ネットワーク'),
  hostPID: host('processes', 'プロセス'),
  hostIPC: host('shared memory', '共有メモリー'),
  hostUsers: {
    level: 'spec',
    type: 'boolean',
    unset: 'true',
    text: {
      en: "Whether the pod's users are the host's. true, if nothing is written.",
      ja: 'Pod のユーザーがホストのユーザーと同じかどうかです。書かれていなければ true です。',
    },
  },
  shareProcessNamespace: {
    level: 'spec',
    type: 'boolean',
    unset: 'false',
    text: {
      en: 'Whether the containers of the pod see the processes of each other.',
      ja: 'Pod 内のコンテナが互いのプロセスを参照できるかどうかです。',
    },
  },
  automountServiceAccountToken: {
    level: 'spec',
    type: 'boolean',
    unset: 'true',
    onWindows: true,
    text: {
      en: 'Whether the containers get a token for the API of Kubernetes. true, if nothing is written.',
      ja: 'コンテナに Kubernetes API のトークンを渡すかどうかです。書かれていなければ true です。',
    },
  },
};

/** Other ways to write a field. */
export const shorthands: Readonly<Record<string, string>> = {
  addCapabilities: 'capabilities.add',
  dropCapabilities: 'capabilities.drop',
};

/** What may stand in an entry below a path (`''`, `capabilities.`). */
export const keysBelow = (prefix: string): string[] => {
  const paths = Object.keys(policyFields).filter(path => path.startsWith(prefix));
  const keys = new Set(paths.map(path => path.slice(prefix.length).split('.', 1)[0] ?? ''));
  return [...keys, ...(prefix === '' ? Object.keys(shorthands) : [])];
};

/** The path that a key below a path stands for, if it is a field. */
export function fieldAt(prefix: string, key: string): string | undefined {
  const path = prefix === '' && Object.hasOwn(shorthands, key) ? (shorthands[key] ?? key) : prefix + key;
  return Object.hasOwn(policyFields, path) ? path : undefined;
}
