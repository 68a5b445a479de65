import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import { dig, get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { isPlayed, isWhole } from './_played.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/missing-name',
  title: { en: 'Object without a name', ja: '名前のないオブジェクト' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    missing: {
      en: 'This {kind} has no name: Podman refuses it.',
      ja: 'この {kind} には名前がないため、Podman は拒否します。',
    },
    generated: {
      en: 'Podman makes no names of generateName, and refuses a {kind} without one.',
      ja: 'Podman は generateName から名前を作らず、名前のない {kind} を拒否します。',
    },
  },
  why: {
    en: 'podman kube play calls the pod after metadata.name, and ends with an error where there is none.',
    ja: 'podman kube play は metadata.name をポッドの名前に使い、なければエラーで終了します。',
  },
  remedy: { en: 'Give it a name in metadata.', ja: 'metadata に name を指定してください。' },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: «Pod»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: batch/v1
kind: Job
metadata:
  generateName: «web-»
spec:
  template:
    metadata: {name: web}
    spec:
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: «""»}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: 5}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
kind: Pod
metadata: {name: "{{ .Release.Name }}"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
# A patch for all Deployments.
kind: Deployment
spec:
  template:
    spec:
      containers:
      - name: app
        tty: true
---
kind: CronJob
metadata: {generateName: web-}
`,
      },
    ],
  },
  check: (document, { settings }) => document.objects.flatMap(object => reports(document, object, settings)),
});

const named = new Set(['Pod', 'Deployment', 'DaemonSet', 'Job', 'PersistentVolumeClaim', 'Secret']);

function reports(
  { workloads }: KubeDocument,
  object: KubeObject,
  settings: Settings,
): Report<'missing' | 'generated'>[] {
  const { kind, value, metadata, path: subject } = object;
  const workload = workloads.find(each => each.object === object);
  const isPatch = workload ? !isWhole(workload) : get(value, '$patch') !== undefined;
  const name = dig(metadata, 'name');
  if (!named.has(kind) || !isPlayed(kind, settings) || isPatch) return [];
  if (isUnknown(metadata) || isUnknown(name) || textOf(name)) return [];
  const generated = dig(metadata, 'generateName');
  const at = (generated ?? name ?? get(value, 'kind')?.value)?.at;
  return at ? [{ at, message: generated ? 'generated' : 'missing', params: { kind }, subject }] : [];
}
