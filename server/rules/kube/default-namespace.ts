import type { Report } from '../../core/rule.ts';
import type { KubeObject } from '../../parse/kube/document.ts';
import { workloadKinds } from '../../parse/kube/workload.ts';
import { get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { appPod } from './_podExamples.ts';
import { cisKubernetes } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/default-namespace',
  title: { en: 'Default namespace', ja: '既定の名前空間' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'info' },
  aliases: ['CKV_K8S_21', 'KSV-0110', 'C-0061', 'C-0212', 'use-namespace', 'disallow-default-namespace'],
  references: [
    cisKubernetes('5.7.4'),
    {
      title: 'Kubernetes: Namespaces',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
    },
  ],
  messages: {
    missing: {
      en: '{kind} {name} names no namespace, and lands in the default one.',
      ja: '{kind} {name} には名前空間の指定がなく、既定の名前空間に作成されます。',
    },
    named: {
      en: '{kind} {name} lands in the default namespace.',
      ja: '{kind} {name} は既定の名前空間に作成されます。',
    },
  },
  why: {
    en: 'What everybody puts there by oversight shares its secrets, its quota and its network policies. Podman knows no namespaces.',
    ja: '不注意で置かれたほかのものと、シークレット、クォータ、ネットワークポリシーを共有することになります。Podman には名前空間がありません。',
  },
  remedy: {
    en: 'Name a namespace of its own in the metadata.',
    ja: 'metadata に専用の名前空間を指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: «default»}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: «settings»}
- apiVersion: v1
  kind: Secret
  metadata: {name: keys, namespace: team}
- apiVersion: batch/v1
  kind: Job
  metadata: {generateName: «nightly-»}
  spec: {template: {metadata: {namespace: inner}, spec: {containers: []}}}
- apiVersion: v1
  kind: Service
  metadata:
    name: front
    namespace: «"default"»
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: team}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: "{{ .Release.Namespace }}"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Namespace, metadata: {name: team}}
- {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}}
- {apiVersion: v1, kind: Service, metadata: {name: kubernetes}}
- {apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: default}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {namespace: \${NAMESPACE}}
spec: {template: {spec: {containers: []}}}
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: document => document.objects.flatMap(reports),
});

/** Those that live in a namespace. */
const namespaced: ReadonlySet<string> = new Set([
  ...workloadKinds,
  ...['ConfigMap', 'Ingress', 'PersistentVolumeClaim', 'Role', 'RoleBinding', 'Secret', 'Service', 'ServiceAccount'],
]);

/** They are there in every cluster, and nowhere else. */
const builtIn: ReadonlySet<string> = new Set(['Service kubernetes', 'ServiceAccount default']);

function reports({ kind, name, metadata, value, path }: KubeObject): Report<'missing' | 'named'>[] {
  if (!namespaced.has(kind) || builtIn.has(`${kind} ${name}`) || isUnknown(metadata)) return [];
  const namespace = get(metadata, 'namespace');
  const params = { kind, name: name ?? textOf(get(metadata, 'generateName')?.value) ?? '' };
  if (namespace) {
    const isDefault = textOf(namespace.value) === 'default' || textOf(namespace.value) === '';
    return isDefault ? [{ at: namespace.value.at, message: 'named', params, subject: path }] : [];
  }
  const at = (get(metadata, 'name') ?? get(metadata, 'generateName') ?? get(value, 'kind'))?.value.at ?? value.at;
  return [{ at, message: 'missing', params, subject: path }];
}
