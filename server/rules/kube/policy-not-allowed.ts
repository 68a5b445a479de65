import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type HoldingPolicy, policiesFor } from '../../parse/securityPolicy/find.ts';
import type { Demand } from '../../parse/securityPolicy/policy.ts';
import { dig } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { capabilitiesOf, policyLine, policyReferences, sameFaultAs } from './_policies.ts';
import { withPolicy } from './_policyExamples.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/policy-not-allowed',
  title: { en: 'Not allowed by the security policy', ja: 'セキュリティポリシーで許可されていない追加' },
  severity: 'error',
  references: policyReferences,
  messages: {
    add: {
      en: '{name} adds the capability {value}, which is none of those that the policy {policy} allows.',
      ja: '{name} が追加しているケーパビリティ {value} は、ポリシー {policy} で許可されていません。',
    },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided which capabilities they may add: {allowed}.',
    ja: 'このプロジェクトでは、追加してよいケーパビリティが {allowed} に限られています。',
  },
  remedy: {
    en: 'Do without it, or have the policy changed.',
    ja: '使わないようにするか、ポリシーの変更を依頼してください。',
  },
  examples: {
    bad: [
      {
        workspace: withPolicy('allowed: [capabilities: {add: [NET_BIND_SERVICE]}, addCapabilities: [cap_chown]]'),
        text: `${appPod}
    securityContext:
      capabilities:
        add: [CAP_CHOWN, «KILL», net_bind_service]
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        add: [CAP_CHOWN, net_bind_service]
`,
      },
      {
        workspace: withPolicy(
          'forbidden: [capabilities: {add: [SYS_ADMIN]}]',
          'allowed: [capabilities: {add: [CHOWN]}]',
        ),
        text: `${appPod}
    securityContext: &locked
      capabilities:
        drop: [ALL]
        add:
          - SYS_ADMIN
          - «SYS_PTRACE» # for the profiler
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *locked
      capabilities: {drop: [ALL], add: [«FSETID»]}
`,
        fixed: `${appPod}
    securityContext: &locked
      capabilities:
        drop: [ALL]
        add:
          - SYS_ADMIN
          # for the profiler
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *locked
      capabilities: {drop: [ALL]}
`,
      },
      {
        file: 'pod.json',
        workspace: withPolicy('allowed: [capabilities: {add: [CHOWN]}]'),
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"capabilities": {"add": [«"ALL"», "CHOWN"]}}}
]}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"capabilities": {"add": ["CHOWN"]}}}
]}}
`,
      },
    ],
    good: [
      {
        workspace: withPolicy('allowed: [capabilities: {add: [NET_BIND_SERVICE, CHOWN]}]'),
        text: `${appPod}
    securityContext:
      capabilities: {add: [CAP_NET_BIND_SERVICE, chown, "{{ .Values.capability }}"], drop: [KILL]}
`,
      },
      {
        workspace: withPolicy('allowed: [capabilities: {add: [ALL]}]'),
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4', securityContext: {capabilities: {add: [KILL]}}}
`,
      },
      {
        workspace: withPolicy('forbidden: [privileged: true]'),
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: 'quay.io/acme/app:1.4', securityContext: {capabilities: {add: [KILL]}}}
`,
      },
    ],
  },
  check(document, context) {
    if (document.workloads.length === 0) return [];
    const policies = policiesFor(context);
    if (policies.length === 0) return [];
    const containers = containersIn(document, context.settings).filter(({ workload }) => !workload.isWindows);
    return oncePerPlace(policies.flatMap(holding => containers.flatMap(each => reports(document, each, holding))));
  },
});

/** What is forbidden by name is not also reported as not allowed. */
function reports(document: KubeDocument, each: ContainerCase, holding: HoldingPolicy): Report<'add'>[] {
  const added = ({ field }: Demand) => field === 'capabilities.add';
  const demands = holding.policy.demands.filter(added);
  const [first, ...more] = demands.filter(({ list }) => list === 'allowed');
  if (!first) return [];
  const names = (list: readonly Demand[]) => new Set(list.flatMap(({ terms }) => terms.map(({ value }) => value)));
  const allowed = names([first, ...more]);
  const forbidden = names(demands.filter(({ list }) => list === 'forbidden'));
  const isFine = (name: string) =>
    allowed.has('ALL') || allowed.has(name) || forbidden.has(name) || (name === 'ALL' && forbidden.size > 0);
  return capabilitiesOf(dig(each.container.value, 'securityContext', 'capabilities', 'add')).flatMap(
    ({ name, value }) => {
      if (isFine(name)) return [];
      const { holder } = value.written;
      const title = { en: 'Do not add {value}', ja: '{value} を追加しない' };
      return [
        {
          at: value.at,
          message: 'add',
          params: {
            ...{ name: each.params.container, value: name, policy: holding.name },
            allowed: [...allowed].join(', '),
          },
          related: [policyLine(holding, first.at)],
          supersedes: sameFaultAs('capabilities.add'),
          fixes: holder ? fixRemoving(document, [holder], title, { value: name }) : [],
        },
      ];
    },
  );
}
