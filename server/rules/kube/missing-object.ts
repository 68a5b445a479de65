import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { DataUse } from '../../parse/kube/dataUses.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { fixSpelling, isRead } from './_dataUses.ts';
import { isPlayed, isWhole } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { oncePerPlace, podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'elsewhere' | 'near';

export default kubeRule({
  id: 'kube/missing-object',
  title: { en: 'ConfigMap or Secret that is not in the file', ja: 'ファイルにない ConfigMap や Secret' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    elsewhere: {
      en: 'The {kind} {name} is not in this file: Podman refuses {pod} unless --configmap gives it.',
      ja: '{kind} {name} はこのファイルにありません。--configmap で渡さないと、Podman は {pod} を拒否します。',
    },
    near: {
      en: 'There is no {kind} {name} in this file, but a {kind} {near}.',
      ja: 'このファイルに {kind} {name} はありませんが、{near} があります。',
    },
  },
  why: {
    en: 'Podman has no cluster to ask: a ConfigMap is in the file that it plays or in one that --configmap names, a Secret in the file or in its own store. Without it the pod does not start.',
    ja: 'Podman には問い合わせ先のクラスターがありません。ConfigMap は再生するファイルか --configmap のファイルに、Secret はファイルか Podman 自身の保管場所に必要です。ないとポッドは起動しません。',
  },
  remedy: {
    en: 'Correct the name, add the object to the file, or name its file with --configmap (ConfigMap= in a .kube unit); optional: true lets the pod start without.',
    ja: '名前を修正するか、オブジェクトをファイルに追加するか、--configmap（.kube ユニットでは ConfigMap=）でそのファイルを指定してください。optional: true を指定すると、なくても起動します。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-settings
data: {level: debug}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    envFrom:
    - configMapRef:
        name: «web-setings» # typed too fast
`,
        fixed: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web-settings
data: {level: debug}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    envFrom:
    - configMapRef:
        name: web-settings # typed too fast
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        env: [{name: LEVEL, valueFrom: {configMapKeyRef: {name: «web», key: level}}}]
      volumes: [{name: web-conf, configMap: {name: «"web"», items: [{key: a, path: a}]}}]
`,
      },
      {
        text: `apiVersion: v1
kind: Secret
metadata: {name: web-database}
stringData: {password: "{{ .password }}"}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {secretKeyRef: {name: «web-databse», key: password}}}]}
`,
        fixed: `apiVersion: v1
kind: Secret
metadata: {name: web-database}
stringData: {password: "{{ .password }}"}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {secretKeyRef: {name: web-database, key: password}}}]}
`,
      },
    ],
    good: [
      // A Secret may be in Podman's store, and another one of nearly the same name too.
      {
        text: `${appPod}
    env:
    - {name: A, valueFrom: {secretKeyRef: {name: web-1, key: a}}}
    - {name: B, valueFrom: {secretKeyRef: {name: web-2, key: a}}}
    - {name: C, valueFrom: {secretKeyRef: {name: web-x, key: a}}}
    - {name: D, valueFrom: {configMapKeyRef: {name: other, key: a, optional: true}}}
    envFrom: [{secretRef: {name: passwords}}, {configMapRef: {name: '{{ .web }}'}}]
---
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: web-2}, stringData: {a: "{{ .a }}"}}
`,
      },
      // A template may make it.
      {
        text: `${webPod}
  containers: [{name: app, image: quay.io/acme/app:1.4, envFrom: [{configMapRef: {name: web}}]}]
---
{{- if .Values.settings }}
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
{{- end }}
`,
      },
      // A patch, and a kind that Podman does not play.
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers: [{name: app, envFrom: [{configMapRef: {name: web}}]}]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers: [{name: app, image: quay.io/acme/app:1.4, envFrom: [{configMapRef: {name: web}}]}]
`,
      },
    ],
  },
  check: (document, { settings }) => oncePerPlace(document.dataUses.flatMap(use => reports(document, use, settings))),
});

function reports(document: KubeDocument, use: DataUse, settings: Settings): Report<Key>[] {
  const { kind, name, nameValue, isOptional, workload, container } = use;
  const { around } = document;
  if (isOptional || !around.isKnown || around.find(kind, name)) return [];
  if (!isPlayed(workload.object.kind, settings) || !isWhole(workload)) return [];
  const near = nearName(document, use);
  const shared = { at: nameValue.at, subject: container?.path ?? workload.path };
  const params = { kind, name, pod: podName(workload) };
  if (kind === 'ConfigMap' && near === undefined) return [{ ...shared, message: 'elsewhere', params }];
  if (near === undefined || !isRead(use, settings)) return [];
  const fixes = fixSpelling(document, nameValue, near);
  const severity = kind === 'ConfigMap' ? 'warning' : 'info';
  return [{ ...shared, message: 'near', params: { ...params, near }, severity, fixes }];
}

/** What it was probably to say: not the name of another one of a row, nor one that the pods take as it is. */
function nearName({ around, dataUses }: KubeDocument, { kind, name }: DataUse): string | undefined {
  const letters = (text: string): string => text.replace(/\d/g, '');
  const near = nearest(name, around.names(kind));
  if (near === undefined || letters(near) === letters(name)) return undefined;
  return dataUses.some(use => use.kind === kind && use.name === near) ? undefined : near;
}
