import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { DataUse } from '../../parse/kube/dataUses.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { fixSpelling, isRead } from './_dataUses.ts';
import { isWhole } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'variable' | 'file';

export default kubeRule({
  id: 'kube/missing-key',
  title: { en: 'Key that the ConfigMap or Secret lacks', ja: 'ConfigMap や Secret にないキー' },
  severity: 'error',
  references: [
    podmanKubePlay,
    {
      title: 'Kubernetes: Configure a Pod to use a ConfigMap',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
  ],
  messages: {
    variable: {
      en: 'The {kind} {name} has no key {key} for a variable of container {container}.',
      ja: '{kind} {name} には、コンテナ {container} の変数が参照するキー {key} がありません。',
    },
    file: {
      en: 'The {kind} {name} has no key {key}: Podman leaves the file out of {pod} without a word.',
      ja: '{kind} {name} にはキー {key} がありません。Podman は何も知らせずに {pod} のファイルを省きます。',
    },
  },
  why: {
    en: 'Podman and Kubernetes refuse a pod with such a variable. A file of a volume is refused by Kubernetes only: under Podman the program starts without it, perhaps with its defaults.',
    ja: 'このような変数のあるポッドは Podman にも Kubernetes にも拒否されます。ボリュームのファイルの場合、拒否するのは Kubernetes だけです。Podman ではファイルのないままプログラムが起動し、既定値で動作することがあります。',
  },
  remedy: {
    en: 'Add the key, correct its name, or set optional: true if the program can do without.',
    ja: 'キーを追加するか、名前を修正してください。なくても動作する場合は optional: true を指定してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    env:
    - name: LEVEL
      valueFrom:
        configMapKeyRef: {name: web, key: «log-levle»} # typed too fast
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data: {log-level: debug}
`,
        fixed: `${appPod}
    env:
    - name: LEVEL
      valueFrom:
        configMapKeyRef: {name: web, key: log-level} # typed too fast
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data: {log-level: debug}
`,
      },
      // Variables come from data alone.
      {
        text: `${appPod}
    env: [{name: LOGO, valueFrom: {configMapKeyRef: {name: web, key: «"logo"»}}}]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
binaryData: {logo: aGk=}
`,
      },
      {
        text: `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Secret, metadata: {name: db}, stringData: {user: "{{ .user }}"}}
- apiVersion: v1
  kind: Pod
  metadata: {name: web}
  spec:
    initContainers: [{name: init, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: «password»}}}]}]
    containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: web-conf, mountPath: /conf, readOnly: true}]
  volumes:
  - name: web-conf
    configMap:
      name: web
      items:
      - key: «app.conf»
        path: app.conf
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  <<: {level: debug}
  empty:
binaryData: {logo: aGk=}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: web, key: level}}}
    - {name: B, valueFrom: {configMapKeyRef: {name: web, key: empty}}}
    - {name: C, valueFrom: {configMapKeyRef: {name: web, key: none, optional: true}}}
    - {name: D, valueFrom: {configMapKeyRef: {name: web, key: '{{ .key }}'}}}
    - {name: E, valueFrom: {secretKeyRef: {name: of-the-store, key: password}}}
  volumes: [{name: web-conf, configMap: {name: web, items: [{key: logo, path: logo.png}]}}]
`,
      },
      // Podman takes the last of two.
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {a: "1"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {b: "1"}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers: [{name: app, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: b}}}]}]
`,
      },
      // What is filled in may have it.
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: \${DATA}
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers: [{name: app, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: b}}}]}]
`,
      },
    ],
  },
  check: (document, { settings }) => document.dataUses.flatMap(use => reports(document, use, settings)),
});

function reports(document: KubeDocument, use: DataUse, settings: Settings): Report<Key>[] {
  const { kind, name, key: value, workload, container } = use;
  const key = textOf(value);
  const object = document.around.find(kind, name);
  const known = use.as === 'file' ? object?.files : object?.keys;
  if (!value || key === undefined || use.isOptional || !known || known.has(key)) return [];
  if (!document.around.isKnown || !isRead(use, settings) || !isWhole(workload)) return [];
  const near = nearest(key, known);
  return [
    {
      at: value.at,
      message: use.as,
      params: { kind, name, key, container: container?.name ?? '', pod: podName(workload) },
      subject: container?.path ?? workload.path,
      severity: use.as === 'file' && settings.profile !== 'kubernetes' ? 'warning' : 'error',
      fixes: near === undefined ? [] : fixSpelling(document, value, near),
    },
  ];
}
