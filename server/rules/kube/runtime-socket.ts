import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import type { YamlEntry, YamlItem } from '../../parse/yaml/node.ts';
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
  const exposing = itemsOf(dig(workload.spec, 'volumes')).flatMap(volume => {
    const path = get(dig(volume, 'hostPath'), 'path');
    const exposed = exposesEngine(textOf(path?.value) ?? '');
    return path && exposed ? [{ volume, path, exposed }] : [];
  });
  const mounts = exposing.length > 0 ? mountsOf(workload) : new Map<string, Part[]>();
  return exposing.map(({ volume, path, exposed }) => {
    const name = textOf(dig(volume, 'name')) ?? '';
    const fixes = removal(document, volume, mounts.get(name) ?? []);
    // Of two volumes of one name, which is an error, the first takes the mounts along.
    mounts.delete(name);
    const params = { pod: podName(workload), path: textOf(path.value) ?? '' };
    return { at: path.value.at, message: exposed, params, subject: workload.path, fixes };
  });
}

type Part = YamlEntry | YamlItem | undefined;

/** The volume and whatever mounts it. */
function removal(document: KubeDocument, volume: Value, mounts: readonly Part[]): Fix[] {
  const parts = [...mounts, volume.written.holder];
  const found = parts.filter(part => part !== undefined);
  const title = { en: 'Remove the volume and its mounts', ja: 'ボリュームとそのマウントを削除する' };
  return found.length === parts.length ? fixRemoving(document, [...new Set(found)], title) : [];
}

/** What mounts a volume, by the volume's name: items of a list, or the list as a whole where nothing else is in it. */
function mountsOf(workload: Workload): Map<string, Part[]> {
  const byName = new Map<string, Part[]>();
  for (const { value } of workload.containers) {
    const mounts = itemsOf(dig(value, 'volumeMounts'));
    const names = mounts.map(mount => textOf(dig(mount, 'name')) ?? '');
    const isOne = new Set(names).size === 1;
    for (const [i, mount] of mounts.entries()) {
      const { holder } = mount.written;
      const parts = byName.get(names[i] ?? '') ?? [];
      parts.push(isOne ? holder?.parent.holder : holder);
      byName.set(names[i] ?? '', parts);
    }
  }
  return byName;
}
