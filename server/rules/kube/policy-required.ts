import type { Context, Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { policyFields } from '../../parse/securityPolicy/fields.ts';
import { appPod, webPod } from './_podExamples.ts';
import { askAll, policyLine, policyReferences, type Question, saidFor, sameFaultAs, wordOf } from './_policies.ts';
import { withPolicy } from './_policyExamples.ts';
import { fixSaying } from './_policyFixes.ts';
import { lacking } from './_requiredCapabilities.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/policy-required',
  title: { en: 'Required by the security policy', ja: 'セキュリティポリシーの必須事項' },
  severity: 'error',
  references: policyReferences,
  messages: {
    unset: {
      en: '{name} does not set {field}; the policy {policy} requires {wanted}.',
      ja: '{name} に {field} の指定がありません。ポリシー {policy} では {wanted} が必須です。',
    },
    pod: {
      en: 'No container of {pod} has {field} as the policy {policy} requires it: {wanted}.',
      ja: '{pod} のどのコンテナも {field} がポリシー {policy} で必須の {wanted} になっていません。',
    },
    other: {
      en: '{name} sets {field} to {value}; the policy {policy} requires {wanted}.',
      ja: '{name} の {field} は {value} です。ポリシー {policy} では {wanted} が必須です。',
    },
    add: {
      en: '{name} does not add the capability {wanted}, as the policy {policy} requires.',
      ja: '{name} はケーパビリティ {wanted} を追加していません。ポリシー {policy} では必須です。',
    },
    drop: {
      en: '{name} does not drop the capability {wanted}, as the policy {policy} requires.',
      ja: '{name} はケーパビリティ {wanted} を削除していません。ポリシー {policy} では必須です。',
    },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided that all of them have this.',
    ja: 'このプロジェクトでは、すべてのコンテナに必須と決められています。',
  },
  remedy: {
    en: 'Write it, or have the policy changed.',
    ja: '指定を書くか、ポリシーの変更を依頼してください。',
  },
  examples: {
    bad: [
      {
        workspace: withPolicy('required: [readOnlyRootFilesystem: true, dropCapabilities: [ALL]]'),
        text: `${appPod}
    securityContext:
      readOnlyRootFilesystem: «false»
      capabilities:
        «drop»: [NET_RAW]
  - name: «helper»
    image: quay.io/acme/helper:1.4
    securityContext:
      readOnlyRootFilesystem: true
`,
        fixed: `${appPod}
    securityContext:
      readOnlyRootFilesystem: true
      capabilities:
        drop: [ALL]
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      readOnlyRootFilesystem: true
      capabilities:
        drop:
        - ALL
`,
      },
      {
        workspace: withPolicy('required:', '  - runAsNonRoot: true'),
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: «web»
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
        - name: helper
          image: quay.io/acme/helper:1.4
`,
        fixed: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
      containers:
        - name: app
          image: quay.io/acme/app:1.4
        - name: helper
          image: quay.io/acme/helper:1.4
`,
      },
      {
        workspace: withPolicy('required: [runAsUser: [10001, 10002], capabilities: {drop: [NET_RAW, CHOWN, KILL]}]'),
        text: `${appPod}
    securityContext:
      runAsUser: «1000»
      capabilities: {«drop»: [CAP_CHOWN]}
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      runAsUser: 10002
      capabilities: {drop: [ALL]}
`,
      },
      {
        workspace: withPolicy('required: [runAsNonRoot: true]'),
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      runAsNonRoot: «false»
      runAsUser: 10002
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      runAsNonRoot: true
      runAsUser: 10002
`,
      },
      {
        workspace: withPolicy('required: [hostUsers: false, capabilities: {drop: [NET_RAW, CHOWN]}]'),
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        «drop»:
        - CAP_CHOWN # nobody needs it
`,
        fixed: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        drop:
        - CAP_CHOWN # nobody needs it
        - NET_RAW
`,
      },
      {
        workspace: withPolicy('required: [seccompProfile.type: RuntimeDefault]'),
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
    securityContext:
      seccompProfile:
        type: RuntimeDefault
`,
      },
    ],
    good: [
      {
        workspace: withPolicy('required: [readOnlyRootFilesystem: true, runAsNonRoot: true, dropCapabilities: [ALL]]'),
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: &locked
      readOnlyRootFilesystem: true
      capabilities: {drop: [all]}
  - name: other
    image: quay.io/acme/app:1.4
    securityContext: *locked
`,
      },
      {
        workspace: withPolicy('required: [privileged: false, hostNetwork: false, dropCapabilities: [NET_RAW]]'),
        text: `${appPod}
    securityContext:
      capabilities: {drop: [ALL]}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: "{{ .Values.securityContext }}"
`,
      },
      {
        workspace: withPolicy('required: [readOnlyRootFilesystem: true]'),
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: a-patch}
spec:
  template:
    spec:
      containers:
      - name: app
        resources: {limits: {memory: 1Gi}}
`,
      },
      {
        workspace: withPolicy('required: [readOnlyRootFilesystem: true]'),
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  os: {name: windows}
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4'}
`,
      },
    ],
  },
  check: (document, context) => askAll(document, context, 'required', question => judge(document, question, context)),
});

type Key = 'unset' | 'pod' | 'other' | 'add' | 'drop';

const judge = (document: KubeDocument, question: Question, context: Context): Report<Key>[] =>
  policyFields[question.demand.field]?.type === 'capabilities'
    ? lacking(document, question)
    : valued(document, question, context);

function valued(document: KubeDocument, { holding, demand, asked }: Question, { settings }: Context): Report<Key>[] {
  const { field, terms, at } = demand;
  const said = saidFor(asked, field);
  if (said === 'unknown' || !(said || asked.isWhole)) return [];
  const value = said ? wordOf(said.value, field) : policyFields[field]?.unset;
  if (terms.some(term => term.value === value)) return [];
  const [term, ...others] = terms;
  const { each, name, nameAt } = asked;
  const wanted = terms.map(({ value }) => value).join(', ');
  const shared = {
    params: { name, field, wanted, policy: holding.name, pod: each?.params.pod ?? name, value: value ?? '' },
    related: [policyLine(holding, at)],
    supersedes: sameFaultAs(field),
    fixes: term && others.length === 0 ? fixSaying(document, asked, field, term.value, said, settings) : [],
  };
  if (said) return value === undefined ? [] : [{ ...shared, at: said.value.at, message: 'other' }];
  const group = each && { ...each.pod, subject: `${each.pod.subject} ${field}` };
  return [{ ...shared, at: nameAt, message: 'unset', group }];
}
