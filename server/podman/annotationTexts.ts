import type { Text } from '../core/text.ts';

/** An annotation that Podman reads. */
interface AnnotationText {
  /** A slash at the end: the name of a container follows. */
  readonly key: string;
  /** The safe ones first. */
  readonly values: readonly string[];
  readonly text: Text;
}

const flags = ['"true"', '"false"'];

/** podman-kube-play(1), podman-systemd.unit(5), crun(1); asked of Podman 5.8.6 in test/podman/kubeAnnotations.test.ts. */
export const annotationTexts: readonly AnnotationText[] = [
  {
    key: 'container.seccomp.security.alpha.kubernetes.io/',
    values: ['runtime/default', 'localhost/profile.json', 'unconfined'],
    text: { en: 'The seccomp profile of a container.', ja: 'コンテナの seccomp プロファイルです。' },
  },
  {
    key: 'seccomp.security.alpha.kubernetes.io/pod',
    values: ['runtime/default', 'localhost/profile.json', 'unconfined'],
    text: { en: 'The seccomp profile of all containers.', ja: 'すべてのコンテナの seccomp プロファイルです。' },
  },
  {
    key: 'io.podman.annotations.userns',
    values: ['auto', 'keep-id', 'nomap', 'host'],
    text: { en: 'The user namespace of the pod.', ja: 'ポッドのユーザー名前空間です。' },
  },
  {
    key: 'io.podman.annotations.pids-limit/',
    values: ['"100"', '"2048"'],
    text: { en: 'How many processes a container may have.', ja: 'コンテナが持てるプロセス数の上限です。' },
  },
  {
    key: 'io.podman.annotations.ulimit',
    values: ['nofile=1024:2048'],
    text: { en: 'Limits of the processes, separated by commas.', ja: 'プロセスの上限です。コンマで区切ります。' },
  },
  {
    key: 'io.podman.annotations.label/',
    values: ['nested', 'level:s0:c1,c2', 'disable'],
    text: {
      en: 'The SELinux label of a container; `disable` switches the confinement off.',
      ja: 'コンテナの SELinux ラベルです。`disable` では制限がなくなります。',
    },
  },
  {
    key: 'io.podman.annotations.cpuset/',
    values: ['"0-1"'],
    text: { en: 'The CPUs that a container may use.', ja: 'コンテナが使える CPU です。' },
  },
  {
    key: 'io.podman.annotations.memory-nodes/',
    values: ['"0"'],
    text: { en: 'The memory nodes that a container may use.', ja: 'コンテナが使えるメモリーノードです。' },
  },
  {
    key: 'io.podman.annotations.volumes-from/',
    values: [],
    text: {
      en: 'Mounts the volumes of other containers, separated by `;`.',
      ja: '`;` で区切った他のコンテナのボリュームをマウントします。',
    },
  },
  {
    key: 'io.podman.annotations.init/',
    values: flags,
    text: {
      en: 'Whether an init process reaps the zombies of a container.',
      ja: 'init プロセスがゾンビプロセスを回収するかどうかです。',
    },
  },
  {
    key: 'io.podman.annotations.init.container.type',
    values: ['once', 'always'],
    text: {
      en: 'Whether init containers run before the first start of the pod alone or before each.',
      ja: '初期化コンテナをポッドの最初の起動時だけ実行するか、毎回実行するかです。',
    },
  },
  {
    key: 'io.podman.annotations.autoremove/',
    values: flags,
    text: { en: 'Whether a container is removed when it ends.', ja: '終了時にコンテナを削除するかどうかです。' },
  },
  {
    key: 'io.podman.annotations.kube.image.volumes.mount/',
    values: [],
    text: {
      en: 'Mounts the volumes of images, separated by `;`, into a container.',
      ja: '`;` で区切ったイメージのボリュームをコンテナにマウントします。',
    },
  },
  {
    key: 'io.podman.annotations.infra.name',
    values: [],
    text: { en: "The name of the pod's infra container.", ja: 'ポッドの infra コンテナの名前です。' },
  },
  {
    key: 'io.containers.autoupdate',
    values: ['registry', 'local'],
    text: {
      en: 'Where `podman auto-update` looks for newer images.',
      ja: '`podman auto-update` が新しいイメージを探す場所です。',
    },
  },
  {
    key: 'io.containers.autoupdate/',
    values: ['registry', 'local'],
    text: {
      en: 'Where `podman auto-update` looks for a newer image of a container.',
      ja: '`podman auto-update` がコンテナの新しいイメージを探す場所です。',
    },
  },
  {
    key: 'io.containers.sdnotify',
    values: ['conmon', 'container', 'healthy', 'ignore'],
    text: { en: 'Who tells systemd that the pod is ready.', ja: '準備完了を systemd に通知する主体です。' },
  },
  {
    key: 'run.oci.keep_original_groups',
    values: ['"1"'],
    text: {
      en: 'crun keeps the groups of the user who started it.',
      ja: 'crun が起動したユーザーのグループを保持します。',
    },
  },
];

const ofClaim = (name: string, values: readonly string[], en: string, ja: string): AnnotationText => ({
  key: `volume.podman.io/${name}`,
  values,
  text: { en, ja },
});

/** What Podman reads of a PersistentVolumeClaim: podman-kube-play(1). */
export const claimAnnotationTexts: readonly AnnotationText[] = [
  ofClaim('driver', ['local'], 'The driver of the volume.', 'ボリュームのドライバーです。'),
  ofClaim(
    'device',
    ['tmpfs'],
    'What is mounted; a path of the host, with `type: none`.',
    'マウントするものです。`type: none` ならホストのパスです。',
  ),
  ofClaim('type', ['tmpfs', 'none'], 'The type of the file system.', 'ファイルシステムの種類です。'),
  ofClaim('uid', ['"1000"'], 'The user that owns the volume.', 'ボリュームの所有ユーザーです。'),
  ofClaim('gid', ['"1000"'], 'The group that owns the volume.', 'ボリュームの所有グループです。'),
  ofClaim('mount-options', ['size=10m', 'nosuid,nodev,noexec'], 'Options of the mount.', 'マウントのオプションです。'),
  ofClaim(
    'import-source',
    [],
    'An archive of the host that is unpacked into the volume.',
    'ボリュームに展開するホストのアーカイブです。',
  ),
  ofClaim(
    'image',
    [],
    'The image of a volume of the driver `image`.',
    'ドライバー `image` のボリュームのイメージです。',
  ),
];

/** The one that a key is; the longest, where several begin alike. */
export const annotationTextOf = (key: string): AnnotationText | undefined =>
  [...annotationTexts, ...claimAnnotationTexts].find(text =>
    text.key.endsWith('/') ? key.startsWith(text.key) && key !== text.key : key === text.key,
  );
