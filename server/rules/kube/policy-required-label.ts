import type { Report } from '../../core/rule.ts';
import { type HoldingPolicy, policiesFor } from '../../parse/securityPolicy/find.ts';
import type { RequiredLabel } from '../../parse/securityPolicy/policy.ts';
import { dig, get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { containersIn } from './_pods.ts';
import { type Asked, podAsked, policyLine, policyReferences } from './_policies.ts';
import { withPolicy } from './_policyExamples.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/policy-required-label',
  title: { en: 'Label required by the security policy', ja: 'セキュリティポリシーで必須のラベル' },
  severity: 'error',
  references: policyReferences,
  messages: {
    missing: {
      en: '{pod} has no label {label}, which the policy {policy} requires.',
      ja: '{pod} に、ポリシー {policy} で必須のラベル {label} がありません。',
    },
    other: {
      en: 'The label {key} of {pod} is {value}; the policy {policy} requires {wanted}.',
      ja: '{pod} のラベル {key} は {value} です。ポリシー {policy} では {wanted} が必須です。',
    },
  },
  why: {
    en: 'The label says that something has been done or decided for this pod, and the project wants that of every pod.',
    ja: 'ラベルは、必要な確認や決定が済んだことを示します。このプロジェクトではすべての Pod に求められています。',
  },
  remedy: {
    en: 'Do what the label stands for, then add it. Podseal does not write it: it would be a claim that nobody has checked.',
    ja: 'ラベルが示す作業を済ませてから追加してください。確認されていない内容を表明することになるため、Podseal は自動で追加しません。',
  },
  examples: {
    bad: [
      {
        workspace: withPolicy('requiredLabels: [{key: security.scan, value: passed}]'),
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
  annotations: {security.scan: passed}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        workspace: withPolicy('requiredLabels:', '- key: security.scan', '  value: passed', '- key: team'),
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: «web»
  labels: {security.scan: passed, team: a}
spec:
  selector: {}
  template:
    metadata:
      labels:
        security.scan: «failed»
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        workspace: withPolicy('requiredLabels: [key: acme.example/owner]'),
        text: `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: «first»}
  spec: {containers: [{name: app, image: 'quay.io/acme/app:1.4'}]}
- apiVersion: v1
  kind: Pod
  metadata: {name: second, labels: {acme.example/owner: payments}}
  spec: {containers: [{name: app, image: 'quay.io/acme/app:1.4'}]}
`,
      },
    ],
    good: [
      {
        workspace: withPolicy('requiredLabels: [{key: security.scan, value: passed}, {key: "true", value: "1"}]'),
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    security.scan: "passed"
    "true": '1'
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        workspace: withPolicy('requiredLabels: [{key: security.scan, value: passed}]'),
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {security.scan: "{{ .Values.scan }}"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: "\${LABELS}"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: ConfigMap
metadata: {name: data}
`,
      },
    ],
  },
  check(document, context) {
    if (document.workloads.length === 0) return [];
    const labels = policiesFor(context).flatMap(holding => holding.policy.labels.map(label => ({ holding, label })));
    const unique = new Map(labels.map(each => [`${each.label.key}=${each.label.value}`, each] as const).reverse());
    if (unique.size === 0) return [];
    const cases = containersIn(document, context.settings);
    const pods = document.workloads.map(workload => podAsked(workload, cases));
    return [...unique.values()].reverse().flatMap(each => pods.flatMap(pod => reports(pod, each)));
  },
});

interface Wanted {
  readonly holding: HoldingPolicy;
  readonly label: RequiredLabel;
}

function reports(
  { workload, name, nameAt, isWhole }: Asked,
  { holding, label }: Wanted,
): Report<'missing' | 'other'>[] {
  const { metadata } = workload;
  const labels = dig(metadata, 'labels');
  const found = get(labels, label.key)?.value;
  if ([metadata, labels, found].some(isUnknown)) return [];
  const { key, value: wanted } = label;
  const shared = { related: [policyLine(holding, label.at)] };
  const params = { pod: name, key, policy: holding.name, label: wanted === undefined ? key : `${key}=${wanted}` };
  if (!found) return isWhole ? [{ ...shared, at: nameAt, message: 'missing', params }] : [];
  const value = textOf(found);
  if (wanted === undefined || value === undefined || value === wanted) return [];
  return [{ ...shared, at: found.at, message: 'other', params: { ...params, value, wanted } }];
}
