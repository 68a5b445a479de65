import type { Context, Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { policyFields } from '../../parse/securityPolicy/fields.ts';
import { dig } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import {
  askAll,
  capabilitiesOf,
  policyLine,
  policyReferences,
  type Question,
  saidFor,
  sameFaultAs,
  wordOf,
} from './_policies.ts';
import { withPolicy } from './_policyExamples.ts';
import { fixSaying } from './_policyFixes.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/policy-forbidden',
  title: { en: 'Forbidden by the security policy', ja: 'セキュリティポリシーの禁止事項' },
  severity: 'error',
  references: policyReferences,
  messages: {
    said: {
      en: '{name} sets {field} to {value}, which the policy {policy} forbids.',
      ja: '{name} の {field} は {value} です。ポリシー {policy} で禁止されています。',
    },
    unset: {
      en: '{name} does not set {field}: what holds then, {value}, the policy {policy} forbids.',
      ja: '{name} に {field} の指定がありません。既定の {value} はポリシー {policy} で禁止されています。',
    },
    pod: {
      en: 'No container of {pod} sets {field}: what holds then, {value}, the policy {policy} forbids.',
      ja: '{pod} のどのコンテナにも {field} の指定がありません。既定の {value} はポリシー {policy} で禁止されています。',
    },
    add: {
      en: '{name} adds the capability {value}, which the policy {policy} forbids.',
      ja: '{name} はケーパビリティ {value} を追加しています。ポリシー {policy} で禁止されています。',
    },
    drop: {
      en: '{name} drops the capability {value}, which the policy {policy} forbids.',
      ja: '{name} はケーパビリティ {value} を削除しています。ポリシー {policy} で禁止されています。',
    },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided that none of them may do this.',
    ja: 'このプロジェクトでは、どのコンテナにも認めないと決められています。',
  },
  remedy: {
    en: 'Do without it, or have the policy changed.',
    ja: '使わないようにするか、ポリシーの変更を依頼してください。',
  },
  examples: {
    bad: [
      {
        workspace: withPolicy('forbidden: [privileged: true, capabilities: {add: [SYS_ADMIN, NET_ADMIN]}]'),
        text: `${appPod}
    securityContext:
      privileged: «true» # for now
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      capabilities:
        add:
        - «CAP_NET_ADMIN»
        - «sys_admin»
        - SYS_PTRACE
`,
        fixed: `${appPod}
    securityContext:
      privileged: false # for now
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      capabilities:
        add:
        - SYS_PTRACE
`,
      },
      {
        workspace: withPolicy('forbidden:', '- allowPrivilegeEscalation: true', '- capabilities.add: [SYS_ADMIN]'),
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: «web»}
spec:
  selector: {}
  template:
    spec:
      initContainers:
      - name: first
        image: quay.io/acme/app:1.4
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers:
      - name: first
        image: quay.io/acme/app:1.4
        securityContext:
          allowPrivilegeEscalation: false
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        securityContext:
          allowPrivilegeEscalation: false
`,
      },
      {
        workspace: withPolicy('forbidden: [runAsUser: [0, 1], seccompProfile: {type: Unconfined}]'),
        text: `${webPod}
  securityContext:
    runAsUser: «0»
    seccompProfile: {type: «Unconfined», localhostProfile: null}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: own
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: 2, seccompProfile: {type: RuntimeDefault}}
  - name: other
    image: quay.io/acme/app:1.4
`,
      },
      {
        workspace: withPolicy('forbidden: [hostNetwork: true]'),
        text: `${webPod}
  hostNetwork: «true»
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
`,
      },
    ],
    good: [
      {
        workspace: withPolicy('forbidden: [privileged: true, capabilities: {add: [SYS_ADMIN]}, hostPID: true]'),
        text: `${webPod}
  hostPID: "{{ .Values.hostPID }}"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: "\${PRIVILEGED}"
      capabilities: {add: [NET_RAW, "{{ .Values.capability }}"], drop: [SYS_ADMIN]}
`,
      },
      {
        workspace: withPolicy('forbidden: {privileged: true}'),
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4', securityContext: {privileged: true}}
`,
      },
      {
        workspace: {
          'security-policy.yaml': `apiVersion: gateway.envoyproxy.io/v1alpha1
kind: SecurityPolicy
spec: {forbidden: [privileged: true]}
`,
        },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4', securityContext: {privileged: true}}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4', securityContext: {privileged: true}}
`,
      },
    ],
  },
  check: (document, context) => askAll(document, context, 'forbidden', question => judge(document, question, context)),
});

type Key = 'said' | 'unset' | 'pod' | 'add' | 'drop';

const judge = (document: KubeDocument, question: Question, context: Context): Report<Key>[] =>
  policyFields[question.demand.field]?.type === 'capabilities'
    ? listed(document, question)
    : valued(document, question, context);

function valued(document: KubeDocument, { holding, demand, asked }: Question, { settings }: Context): Report<Key>[] {
  const { field, terms, at } = demand;
  const said = saidFor(asked, field);
  if (said === 'unknown' || !(said || asked.isWhole)) return [];
  const value = said ? wordOf(said.value, field) : policyFields[field]?.unset;
  const term = terms.find(term => term.value === value);
  if (value === undefined || !term) return [];
  const { each, name, nameAt } = asked;
  const shared = {
    params: { name, field, value, policy: holding.name, pod: each?.params.pod ?? name },
    related: [policyLine(holding, at)],
    supersedes: sameFaultAs(field),
    fixes: oppositeOf(value).flatMap(word => fixSaying(document, asked, field, word, said, settings)),
  };
  if (said) return [{ ...shared, at: said.value.at, message: 'said' }];
  const group = each && { ...each.pod, subject: `${each.pod.subject} ${field}` };
  return [{ ...shared, at: nameAt, message: 'unset', group }];
}

const oppositeOf = (value: string): string[] => (value === 'true' ? ['false'] : value === 'false' ? ['true'] : []);

/** Adding ALL adds what is forbidden, too. */
function listed(document: KubeDocument, { holding, demand, asked }: Question): Report<Key>[] {
  const list = demand.field === 'capabilities.add' ? 'add' : 'drop';
  const capabilities = dig(asked.each?.container.value, 'securityContext', 'capabilities', list);
  return capabilitiesOf(capabilities).flatMap(({ name, value }) => {
    const term = demand.terms.find(term => term.value === name) ?? (name === 'ALL' ? demand.terms[0] : undefined);
    if (!term) return [];
    const { holder } = value.written;
    const title = { en: 'Do not {list} {value}', ja: '{list} から {value} を外す' };
    return [
      {
        at: value.at,
        message: list,
        params: { name: asked.name, value: name, policy: holding.name },
        related: [policyLine(holding, term.at)],
        supersedes: sameFaultAs(demand.field),
        fixes: holder ? fixRemoving(document, [holder], title, { list, value: name }) : [],
      },
    ];
  });
}
