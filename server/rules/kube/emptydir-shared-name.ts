import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { fixFields } from './_fixes.ts';
import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { hostVolumeOf } from './_volumeNames.ts';
import { mountsOf, type Volume, volumesOf } from './_volumes.ts';

/** Of such words are the names that other pods of a host are likely to use too. */
const common = new Set(
  (
    'app build cache cert certs conf config data db dir empty emptydir files home html local lock log logs media my ' +
    'nginx opt out output plugins pod results run scratch secret secrets share shared sock socket source spool src ' +
    'state static storage temp tempdir tmp tmpdir uploads var vol volume web work workdir workspace www'
  ).split(' '),
);

export default kubeRule({
  id: 'kube/emptydir-shared-name',
  title: { en: 'emptyDir that other pods share', ja: '他のポッドと共有されるemptyDir' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    shared: {
      en: 'Podman makes one volume {name} for all pods of the host that have an emptyDir of this name, {pod} among them.',
      ja: 'Podman は、{pod} を含め、この名前の emptyDir を持つホスト上のすべてのポッドに、1つのボリューム {name} を使わせます。',
    },
  },
  why: {
    en: 'In Kubernetes an emptyDir is empty at first and of this pod alone. Under Podman the pod finds what others wrote, they find what it wrote, and it stays when the pod is gone.',
    ja: 'Kubernetes の emptyDir は最初は空で、そのポッド専用です。Podman では、他のポッドが書いたものが見え、自分が書いたものも見られ、ポッドを削除しても残ります。',
  },
  remedy: {
    en: "Put the pod's name into the volume's name, or use medium: Memory, which Podman 5.0 and newer keep per container.",
    ja: 'ボリュームの名前にポッドの名前を含めるか、medium: Memory（Podman 5.0 以降ではコンテナごと）を使ってください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    volumeMounts:
    - name: cache # thumbnails
      mountPath: /cache
    - {name: web-tmp, mountPath: /tmp}
  volumes:
  - name: «cache»
    emptyDir: {}
  - {name: web-tmp, emptyDir: {}}
`,
        fixed: `${appPod}
    volumeMounts:
    - name: web-cache # thumbnails
      mountPath: /cache
    - {name: web-tmp, mountPath: /tmp}
  volumes:
  - name: web-cache
    emptyDir: {}
  - {name: web-tmp, emptyDir: {}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - {name: init, image: 'quay.io/acme/app:1.4', volumeMounts: [{mountPath: /a, name: thumbnails}]}
      containers:
        - {name: app, image: 'quay.io/acme/app:1.4', volumeMounts: [{mountPath: /b, name: thumbnails}]}
      volumes: [{name: «thumbnails», emptyDir: {sizeLimit: 1Gi}}]
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      initContainers:
        - {name: init, image: 'quay.io/acme/app:1.4', volumeMounts: [{mountPath: /a, name: web-thumbnails}]}
      containers:
        - {name: app, image: 'quay.io/acme/app:1.4', volumeMounts: [{mountPath: /b, name: web-thumbnails}]}
      volumes: [{name: web-thumbnails, emptyDir: {sizeLimit: 1Gi}}]
`,
      },
      {
        settings: { podman: '4.9' },
        text: `${appPod}
  volumes:
  - {name: «tmp», emptyDir: {medium: Memory}}
`,
        fixed: `${appPod}
  volumes:
  - {name: web-tmp, emptyDir: {medium: Memory}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  volumes:
  - {name: tmp, emptyDir: {medium: Memory}}
  - {name: web-data, emptyDir: {}}
  - {name: cache-of-web, emptyDir: {}}
  - {name: thumbnails, emptyDir: {}}
  - {name: data, hostPath: {path: /srv/web}}
  - {name: config, configMap: {name: web}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes: [{name: data, emptyDir: {}}]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .flatMap(volumesOf)
      .flatMap(volume => {
        const made = hostVolumeOf(volume, settings);
        const owner = volume.workload.object.name;
        if (made?.source !== 'emptyDir' || owner === undefined || made.name.includes(owner)) return [];
        if (settings.profile === 'podman' && !isCommon(made.name)) return [];
        const params = { name: made.name, pod: podName(volume.workload) };
        const fixes = fixRenaming(document, volume, `${owner}-${made.name}`);
        return [{ at: made.value.at, message: 'shared', params, subject: volume.path, fixes }];
      }),
});

const isCommon = (name: string): boolean => name.split('-').every(word => common.has(word.replace(/\d+$/, '')));

function fixRenaming(document: KubeDocument, { workload, value, name }: Volume, to: string): Fix[] {
  // The longest name that Kubernetes takes.
  if (to.length > 63) return [];
  const mounts = mountsOf(workload).filter(mount => mount.name === name);
  const puts = [value, ...mounts.map(mount => mount.value)].map(value => ({ value, fields: { name: to } }));
  return fixFields(document, puts, { en: 'Rename it to {name}', ja: '{name} に名前を変える' }, { name: to });
}
