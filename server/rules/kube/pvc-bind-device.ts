import type { Report } from '../../core/rule.ts';
import type { KubeObject } from '../../parse/kube/document.ts';
import { dig, get, textOf } from '../../parse/yaml/view.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/pvc-bind-device',
  title: { en: 'Claim that is a path of the host', ja: 'ホストのパスになるクレーム' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  impliedBy: ['kube/runtime-socket'],
  references: [
    podmanKubePlay,
    { title: 'podman-volume-create(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-volume-create.1.html' },
  ],
  messages: {
    bind: {
      en: 'Claim {name} is {path} of the host: whoever mounts it mounts that.',
      ja: 'クレーム {name} の実体はホストの {path} です。マウントした者に {path} が渡されます。',
    },
    import: {
      en: 'Podman unpacks {path} of the host into claim {name}.',
      ja: 'Podman はホストの {path} をクレーム {name} に展開します。',
    },
  },
  why: {
    en: 'A pod that uses the claim looks as if it had a volume of its own; no rule about hostPath sees it.',
    ja: 'このクレームを使うポッドは専用のボリュームを持つように見えますが、実際はホストのパスであり、hostPath のチェックでは見つかりません。',
  },
  remedy: {
    en: 'Remove the annotation, and let Podman make a volume; or say hostPath in the pod, where everybody sees it.',
    ja: 'アノテーションを削除して Podman にボリュームを作らせるか、誰の目にも見えるようポッドに hostPath と書いてください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    volume.podman.io/type: none
    volume.podman.io/mount-options: "rw,bind"
    volume.podman.io/device: «/etc» # hidden
spec: {}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: more
  annotations: {volume.podman.io/device: «/srv/web», volume.podman.io/mount-options: bind}
spec: {}
`,
      },
      {
        text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: files
  annotations:
    volume.podman.io/import-source: «/home/ann/files.tar»
spec: {}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
  annotations:
    volume.podman.io/type: tmpfs
    volume.podman.io/device: tmpfs
    volume.podman.io/mount-options: size=10m
spec: {}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: disk
  annotations:
    volume.podman.io/type: ext4
    volume.podman.io/device: /dev/disk/by-label/data
spec: {}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    volume.podman.io/type: none
    volume.podman.io/device: /etc
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').flatMap(reports),
});

function reports({ kind, name = kind, metadata, path: subject }: KubeObject): Report<'bind' | 'import'>[] {
  const annotations = dig(metadata, 'annotations');
  const about = (key: string) => get(annotations, `volume.podman.io/${key}`)?.value;
  const device = about('device');
  const path = normalizePath(textOf(device) ?? '');
  const options = textOf(about('mount-options'))?.split(',') ?? [];
  const isBind = textOf(about('type')) === 'bind' || options.includes('bind') || options.includes('rbind');
  const found: Report<'bind' | 'import'>[] = [];
  if (device && path.startsWith('/') && isBind) {
    const isGrave = sensitiveHostPath(path) !== undefined;
    const severity = isGrave ? ('warning' as const) : undefined;
    found.push({ at: device.at, message: 'bind', params: { name, path }, subject, severity });
  }
  const source = about('import-source');
  const archive = textOf(source);
  if (source && archive) found.push({ at: source.at, message: 'import', params: { name, path: archive }, subject });
  return found;
}
