import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, get, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { exposesEngine } from '../../podman/sockets.ts';
import { fixRemoving } from './_fixes.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/runtime-socket',
  title: { en: "Container engine's socket", ja: 'コンテナエンジンのソケット' },
  severity: 'error',
  aliases: ['CKV_K8S_27', 'KSV-0006', 'C-0074', 'docker-sock', 'disallow-container-sock-mounts', 'DockerSock'],
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
  check: document => [
    ...document.workloads.flatMap(workload => reports(document, workload)),
    ...document.objects.flatMap(claimReports),
  ],
});

/** A claim whose volume Podman binds to a path of the host. */
function claimReports({ kind, name, metadata, path }: KubeObject): Report<'socket' | 'directory'>[] {
  const device = get(dig(metadata, 'annotations'), 'volume.podman.io/device');
  const exposed = exposesEngine(textOf(device?.value) ?? '');
  if (kind !== 'PersistentVolumeClaim' || !device || !exposed) return [];
  const params = { pod: name ?? kind, path: textOf(device.value) ?? '' };
  return [{ at: device.value.at, message: exposed, params, subject: path }];
}

function reports(document: KubeDocument, workload: Workload): Report<'socket' | 'directory'>[] {
  return itemsOf(dig(workload.spec, 'volumes')).flatMap(volume => {
    const path = get(dig(volume, 'hostPath'), 'path');
    const exposed = exposesEngine(textOf(path?.value) ?? '');
    if (!path || !exposed) return [];
    return [
      {
        at: path.value.at,
        message: exposed,
        params: { pod: podName(workload), path: textOf(path.value) ?? '' },
        subject: workload.path,
        fixes: removal(document, workload, volume),
      },
    ];
  });
}

/** The volume and whatever mounts it. */
function removal(document: KubeDocument, workload: Workload, volume: Value): Fix[] {
  const name = textOf(dig(volume, 'name'));
  const mounts = workload.containers.flatMap(({ value }) => {
    const all = itemsOf(dig(value, 'volumeMounts'));
    const own = all.filter(mount => name !== undefined && textOf(dig(mount, 'name')) === name);
    // A list that would be left empty goes as a whole.
    return own.length === all.length
      ? own.slice(0, 1).map(mount => ({ mount, whole: true }))
      : own.map(mount => ({ mount, whole: false }));
  });
  const parts = [...mounts.map(({ mount, whole }) => partOf(mount, whole)), volume.written.holder];
  const found = parts.filter(part => part !== undefined);
  const title = { en: 'Remove the volume and its mounts', ja: 'ボリュームとそのマウントを削除する' };
  return found.length === parts.length ? fixRemoving(document, [...new Set(found)], title) : [];
}

function partOf({ written }: Value, whole: boolean) {
  return whole ? written.holder?.parent.holder : written.holder;
}
