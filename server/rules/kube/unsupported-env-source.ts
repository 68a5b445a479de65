import type { Report } from '../../core/rule.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, isUnknown, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { isWhole, playedContainers, playedIn } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/unsupported-env-source',
  title: { en: 'Variable that Podman cannot fill', ja: 'Podman が値を設定できない環境変数' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    field: {
      en: 'Podman knows no field {field} for variable {name}, and refuses {pod}.',
      ja: 'Podman は環境変数 {name} のフィールド {field} に対応しておらず、{pod} を拒否します。',
    },
    resource: {
      en: 'Podman knows no resource {field} for variable {name}, and refuses {pod}.',
      ja: 'Podman は環境変数 {name} のリソース {field} に対応しておらず、{pod} を拒否します。',
    },
  },
  why: {
    en: 'Kubernetes fills such variables from what it knows about the pod and its node; podman kube play ends with an error.',
    ja: 'Kubernetes はこのような変数にポッドやノードの情報を設定しますが、podman kube play はエラーで終了します。',
  },
  remedy: {
    en: "Podman has metadata.name, metadata.uid, metadata.labels['KEY'] and metadata.annotations['KEY'], and limits and requests of cpu and memory; write anything else as a value.",
    ja: "Podman が対応するのは metadata.name、metadata.uid、metadata.labels['キー']、metadata.annotations['キー'] と、cpu と memory の limits と requests だけです。それ以外は値として書いてください。",
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    env:
    - {name: NODE, valueFrom: {fieldRef: {fieldPath: «spec.nodeName»}}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env:
    - name: IP
      valueFrom:
        fieldRef:
          apiVersion: v1
          fieldPath: «status.podIP»
    - name: APP
      valueFrom: {fieldRef: {fieldPath: «'metadata.labels["app"]'»}}
    - name: DISK
      valueFrom: {resourceFieldRef: {containerName: app, resource: «limits.ephemeral-storage»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    env:
    - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app.kubernetes.io/name']"}}}
    - {name: NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"}}}
    - {name: IP, valueFrom: {fieldRef: {fieldPath: "{{ .Values.field }}"}}}
    - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory}}}
    - {name: SECRET, valueFrom: {secretKeyRef: {name: s, key: status.podIP, optional: true}}}
---
# Podman does not play it.
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  template:
    spec:
      containers:
      - name: db
        image: quay.io/acme/db:1.4
        env: [{name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .filter(isWhole)
      .flatMap(workload => playedContainers(workload).flatMap(container => reports(workload, container))),
});

/** Podman 4.3.1 and 5.8.6, asked in test/podman/kubeRefused.test.ts. */
const known = {
  field: /^metadata\.(?:name|uid|(?:labels|annotations)\['.+'\])$/,
  resource: /^(?:limits|requests)\.(?:cpu|memory)$/,
};

const reports = (workload: Workload, container: Container): Report<'field' | 'resource'>[] =>
  itemsOf(dig(container.value, 'env')).flatMap(variable => {
    const name = textOf(dig(variable, 'name')) ?? '';
    return (['field', 'resource'] as const).flatMap(message => {
      const [source, key] = message === 'field' ? ['fieldRef', 'fieldPath'] : ['resourceFieldRef', 'resource'];
      const value = dig(variable, 'valueFrom', source, key);
      const field = textOf(value);
      if (!value || isUnknown(value) || field === undefined || known[message].test(field)) return [];
      return [{ at: value.at, message, params: { name, field, pod: podName(workload) }, subject: container.path }];
    });
  });
