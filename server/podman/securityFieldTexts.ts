import type { Text } from '../core/text.ts';

/** What there is to know about a field that decides how a pod is confined. */
export interface SecurityFieldText {
  readonly type: 'boolean' | 'number' | 'text' | 'map' | 'list';
  /** What can be written, the safe one first. */
  readonly values?: readonly string[];
  /** What holds where nobody says anything. */
  readonly unset?: string;
  readonly text: Text;
  /** What the Pod Security Standards ask: the level, and what is allowed. */
  readonly standard?: { readonly level: 'baseline' | 'restricted'; readonly allows: Text };
  /** What Podman does with it. `until` names the versions that read past it; `always`: all so far. */
  readonly podman?: Text;
  readonly ignored?: string;
}

const both = (text: string): Text => ({ en: text, ja: text });
const orNothing = (text: string): Text => ({ en: `${text}, or nothing`, ja: `${text}、または未指定` });

/**
 * Fields of security contexts. What they say of Podman follows pkg/specgen/generate/kube of its releases; where a rule
 * rests on it, Podman 4.3.1 and 5.8.6 are asked in test/podman/kube*.test.ts.
 */
export const securityContextTexts: Readonly<Record<string, SecurityFieldText>> = {
  privileged: {
    type: 'boolean',
    values: ['false', 'true'],
    unset: 'false',
    text: {
      en: 'All capabilities and devices, and no seccomp, AppArmor or SELinux confinement.',
      ja: 'すべてのケーパビリティとデバイスを与え、seccomp・AppArmor・SELinux の制限をなくします。',
    },
    standard: { level: 'baseline', allows: orNothing('`false`') },
    podman: {
      en: 'Podman obeys it; rootless, up to the rights of the user.',
      ja: 'Podman は従います。ルートレスではユーザーの権限の範囲内です。',
    },
  },
  allowPrivilegeEscalation: {
    type: 'boolean',
    values: ['false', 'true'],
    unset: 'true',
    text: {
      en: 'Whether a process can gain rights that its parent has not, say by a setuid program.',
      ja: 'setuid プログラムなどにより、親プロセスにない権限を得られるかどうかです。',
    },
    standard: { level: 'restricted', allows: both('`false`') },
    podman: {
      en: 'Podman sets no_new_privs for `false`, and for nothing else.',
      ja: 'Podman は `false` のときだけ no_new_privs を設定します。',
    },
  },
  readOnlyRootFilesystem: {
    type: 'boolean',
    values: ['true', 'false'],
    unset: 'false',
    text: {
      en: 'Whether the root file system is read-only.',
      ja: 'ルートファイルシステムを読み取り専用にするかどうかです。',
    },
    podman: {
      en: 'Podman obeys it, and since 4.4 mounts a writable /tmp, /var/tmp and /run.',
      ja: 'Podman は従います。4.4 以降は /tmp、/var/tmp、/run を書き込み可能な状態でマウントします。',
    },
  },
  runAsNonRoot: {
    type: 'boolean',
    values: ['true', 'false'],
    unset: 'false',
    text: { en: 'Forbids to start the container as root.', ja: 'コンテナを root で起動することを禁じます。' },
    standard: { level: 'restricted', allows: both('`true`') },
    podman: {
      en: 'Podman ignores it: add `runAsUser`, which it obeys.',
      ja: 'Podman は無視します。Podman が従う `runAsUser` を追加してください。',
    },
  },
  runAsUser: {
    type: 'number',
    values: ['10001'],
    text: {
      en: "The user's number; without, the user of the image.",
      ja: 'ユーザー番号です。指定がなければイメージのユーザーです。',
    },
    standard: {
      level: 'restricted',
      allows: { en: 'any number but `0`, or nothing', ja: '`0` 以外の番号、または未指定' },
    },
    podman: { en: 'Podman obeys it.', ja: 'Podman は従います。' },
  },
  runAsGroup: {
    type: 'number',
    values: ['10001'],
    text: { en: "The group's number.", ja: 'グループ番号です。' },
    podman: {
      en: 'Podman obeys it; without `runAsUser` it runs the container as root in that group.',
      ja: 'Podman は従います。`runAsUser` がないと、そのグループの root として実行します。',
    },
  },
  capabilities: {
    type: 'map',
    text: {
      en: 'Rights of root, one by one: `drop` takes them away, `add` gives them.',
      ja: 'root の権限を個別に扱います。`drop` で取り除き、`add` で与えます。',
    },
    standard: {
      level: 'restricted',
      allows: {
        en: '`drop: [ALL]`, and `add` of NET_BIND_SERVICE alone',
        ja: '`drop: [ALL]` と、NET_BIND_SERVICE だけの `add`',
      },
    },
    podman: {
      en: 'Podman obeys it. A container has eleven capabilities by default; one that is not root gets the added ones as ambient, so they work.',
      ja: 'Podman は従います。既定では 11 個です。root 以外のユーザーには追加したものがアンビエントとして与えられ、有効に働きます。',
    },
  },
  procMount: {
    type: 'text',
    values: ['Default', 'Unmasked'],
    unset: 'Default',
    text: { en: 'Whether parts of /proc are masked.', ja: '/proc の一部を隠すかどうかです。' },
    standard: { level: 'baseline', allows: orNothing('`Default`') },
    podman: { en: 'Podman unmasks all paths for `Unmasked`.', ja: '`Unmasked` では Podman はすべてのパスを見せます。' },
    ignored: '<4.7',
  },
  seccompProfile: {
    type: 'map',
    text: { en: 'Which system calls the processes may make.', ja: 'プロセスが使えるシステムコールを決めます。' },
    standard: { level: 'restricted', allows: both('`RuntimeDefault`, `Localhost`') },
    podman: {
      en: 'Podman uses the profile, and its default one for `RuntimeDefault`.',
      ja: 'Podman は指定のプロファイルを使います。`RuntimeDefault` では既定のプロファイルです。',
    },
    ignored: '<6.2',
  },
  appArmorProfile: {
    type: 'map',
    text: { en: 'The AppArmor profile of the processes.', ja: 'プロセスの AppArmor プロファイルです。' },
    standard: { level: 'baseline', allows: orNothing('`RuntimeDefault`, `Localhost`') },
    ignored: '>=1.0',
  },
  seLinuxOptions: {
    type: 'map',
    text: { en: 'The SELinux label of the processes.', ja: 'プロセスの SELinux ラベルです。' },
    standard: {
      level: 'baseline',
      allows: {
        en: 'no `user` and `role`, and a `type` of container_t, container_init_t, container_kvm_t or container_engine_t',
        ja: '`user` と `role` は未指定、`type` は container_t、container_init_t、container_kvm_t、container_engine_t のいずれか',
      },
    },
    podman: {
      en: "Podman obeys it. A container's options replace the pod's as a whole; the type spc_t switches the confinement off.",
      ja: 'Podman は従います。コンテナの指定はポッドの指定全体を置き換えます。spc_t 型では制限がなくなります。',
    },
  },
  windowsOptions: {
    type: 'map',
    text: { en: 'Settings of Windows containers.', ja: 'Windows コンテナの設定です。' },
    standard: {
      level: 'baseline',
      allows: { en: '`hostProcess: false`, or nothing', ja: '`hostProcess: false`、または未指定' },
    },
    ignored: '>=1.0',
  },
  fsGroup: {
    type: 'number',
    text: { en: 'The group that owns the volumes.', ja: 'ボリュームを所有するグループです。' },
    ignored: '>=1.0',
  },
  fsGroupChangePolicy: {
    type: 'text',
    values: ['OnRootMismatch', 'Always'],
    text: { en: 'When the group of the volumes is changed.', ja: 'ボリュームのグループをいつ変えるかです。' },
    ignored: '>=1.0',
  },
  supplementalGroups: {
    type: 'list',
    text: { en: 'More groups of the processes.', ja: 'プロセスが加わる追加のグループです。' },
    podman: { en: 'Podman obeys it.', ja: 'Podman は従います。' },
  },
  supplementalGroupsPolicy: {
    type: 'text',
    values: ['Strict', 'Merge'],
    text: {
      en: "Whether the groups in the image's /etc/group count, too.",
      ja: 'イメージの /etc/group のグループも加えるかどうかです。',
    },
    ignored: '>=1.0',
  },
  sysctls: {
    type: 'list',
    text: { en: 'Settings of the kernel for the pod.', ja: 'ポッドのためのカーネル設定です。' },
    standard: { level: 'baseline', allows: { en: 'a short list of safe ones', ja: '安全とされる少数のもの' } },
    podman: {
      en: 'Podman sets those that belong to a namespace, and refuses all others.',
      ja: 'Podman は名前空間に属するものを設定し、ほかは拒否します。',
    },
    ignored: '<4.5',
  },
};

const host = (en: string, ja: string, podman: Text, ignored?: string): SecurityFieldText => ({
  type: 'boolean',
  values: ['false', 'true'],
  unset: 'false',
  text: { en: `Whether the pod shares the host's ${en}.`, ja: `ホストの${ja}を共有するかどうかです。` },
  standard: { level: 'baseline', allows: orNothing('`false`') },
  podman,
  ...(ignored === undefined ? {} : { ignored }),
});

const withoutSelinux: Text = {
  en: 'Podman obeys it, and switches the SELinux confinement of the pod off.',
  ja: 'Podman は従い、ポッドの SELinux による制限もなくします。',
};

/** Fields of a pod's spec. */
export const podFieldTexts: Readonly<Record<string, SecurityFieldText>> = {
  hostNetwork: host('network', 'ネットワーク', { en: 'Podman obeys it.', ja: 'Podman は従います。' }),
  hostPID: host('processes', 'プロセス', withoutSelinux, '<4.4'),
  hostIPC: host('shared memory', '共有メモリー', withoutSelinux, '<4.5'),
  hostUsers: {
    type: 'boolean',
    values: ['false', 'true'],
    unset: 'true',
    text: {
      en: "Whether the users of the pod are the host's: with `false`, root inside is nobody outside.",
      ja: 'ポッドのユーザーがホストのユーザーと同じかどうかです。`false` では、中の root は外では権限を持ちません。',
    },
    podman: {
      en: 'Podman makes a user namespace of its own for `false` (`--userns=auto`), and takes the host’s otherwise, whatever containers.conf says.',
      ja: 'Podman は `false` のとき専用のユーザー名前空間を作り（`--userns=auto`）、そうでなければ containers.conf に関わらずホストのものを使います。',
    },
    ignored: '<4.3',
  },
  shareProcessNamespace: {
    type: 'boolean',
    values: ['false', 'true'],
    unset: 'false',
    text: {
      en: 'Whether the containers of the pod see the processes of each other, with their environment.',
      ja: 'ポッド内のコンテナが互いのプロセスと環境変数を参照できるかどうかです。',
    },
    podman: { en: 'Podman obeys it.', ja: 'Podman は従います。' },
  },
  automountServiceAccountToken: {
    type: 'boolean',
    values: ['false', 'true'],
    unset: 'true',
    text: {
      en: 'Whether the containers get a token for the API of Kubernetes.',
      ja: 'コンテナに Kubernetes API のトークンを渡すかどうかです。',
    },
    ignored: '>=1.0',
  },
};

/** Keys of the maps in a security context. */
export const innerKeys: Readonly<Record<string, readonly string[]>> = {
  capabilities: ['drop', 'add'],
  seccompProfile: ['type', 'localhostProfile'],
  appArmorProfile: ['type', 'localhostProfile'],
  seLinuxOptions: ['type', 'level', 'user', 'role'],
  windowsOptions: ['hostProcess', 'runAsUserName', 'gmsaCredentialSpecName', 'gmsaCredentialSpec'],
};

export const profileTypes: readonly string[] = ['RuntimeDefault', 'Localhost', 'Unconfined'];
