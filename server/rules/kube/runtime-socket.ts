import type { Report } from '../../core/rule.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import { dig, get, textOf } from '../../parse/yaml/view.ts';
import { exposesEngine } from '../../podman/sockets.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { fixRemovingVolume, type HostPath, hostPathsIn } from './_volumes.ts';

export default kubeRule({
  id: 'kube/runtime-socket',
  title: { en: "Container engine's socket", ja: 'コンテナエンジンのソケット' },
  severity: 'error',
  aliases: [
    'CKV_K8S_27',
    'KSV-0006',
    'C-0074',
    'docker-sock',
    'disallow-cri-sock-mount',
    'disallow-container-sock-mounts',
    'DockerSock',
  ],
  references: [
    podSecurityStandards,
    {
      title: 'podman-system-service(1)',
      url: 'https://docs.podman.io/en/latest/markdown/podman-system-service.1.html',
    },
  ],
  messages: {
    socket: {
      en: "{pod} gets the container engine's socket {path}.",
      ja: '{pod} にコンテナエンジンのソケット {path} が渡されます。',
    },
    directory: {
      en: '{pod} gets {path}, the directory of container engine sockets.',
      ja: '{pod} に、コンテナエンジンのソケットがあるディレクトリ {path} が渡されます。',
    },
  },
  why: {
    en: 'Whoever can write to it starts a privileged container with the host inside, as the user that the engine runs as. readOnly does not help: connecting to a socket is no write to the file system.',
    ja: '書き込める者は、エンジンを実行するユーザーの権限で、ホスト全体をマウントした特権コンテナを起動できます。ソケットへの接続はファイルシステムへの書き込みではないため、readOnly でも防げません。',
  },
  remedy: {
    en: 'Remove the volume and its mounts, or put a proxy in front that lets through only the calls that are needed.',
    ja: 'ボリュームとそのマウントを削除するか、必要な呼び出しだけを通すプロキシを使ってください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts:
    - name: engine
      mountPath: /run/podman/podman.sock
      readOnly: true
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
  # for the builds
  - name: engine
    hostPath:
      path: «/run/user/1000/podman/podman.sock»
      type: Socket
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts:
    - name: data
      mountPath: /data
  volumes:
  - name: data
    emptyDir: {}
  # for the builds
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: engine, mountPath: /var/run/docker.sock}]
  volumes:
  - {name: engine, hostPath: {path: «"/var/run//x/../docker.sock/"»}}
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  volumes:
  - name: run
    hostPath:
      path: «/var/run»
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: ci
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: engine
  annotations:
    volume.podman.io/type: none
    volume.podman.io/mount-options: bind
    volume.podman.io/device: «/run/podman/podman.sock»
spec: {}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: db
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts:
    - name: socket
      mountPath: /var/run/docker.sock
  volumes:
  - name: socket
    hostPath:
      path: /run/postgresql/.s.PGSQL.5432
  - name: docker.sock
    emptyDir: {}
  - name: templated
    hostPath:
      path: "{{ .Values.socket }}"
`,
      },
    ],
  },
  check: document => [...reports(document, hostPathsIn(document)), ...document.objects.flatMap(claimReports)],
});

/** A claim whose volume Podman binds to a path of the host. */
function claimReports({ kind, name, metadata, path }: KubeObject): Report<'socket' | 'directory'>[] {
  const device = get(dig(metadata, 'annotations'), 'volume.podman.io/device');
  const exposed = exposesEngine(textOf(device?.value) ?? '');
  if (kind !== 'PersistentVolumeClaim' || !device || !exposed) return [];
  const params = { pod: name ?? kind, path: textOf(device.value) ?? '' };
  return [{ at: device.value.at, message: exposed, params, subject: path }];
}

function reports(document: KubeDocument, volumes: readonly HostPath[]): Report<'socket' | 'directory'>[] {
  // Of two volumes of one name, which is an error, the first takes the mounts along.
  const seen = new Set<string>();
  return volumes.flatMap(volume => {
    const exposed = exposesEngine(volume.host);
    if (!exposed) return [];
    const params = { pod: podName(volume.workload), path: textOf(volume.field.value) ?? '' };
    const key = `${volume.workload.path} ${volume.name}`;
    const fixes = seen.has(key) ? [] : fixRemovingVolume(document, volume);
    seen.add(key);
    return [{ at: volume.field.value.at, message: exposed, params, subject: volume.path, fixes }];
  });
}
