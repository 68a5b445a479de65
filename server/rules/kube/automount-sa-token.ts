import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, get, isUnknown } from '../../parse/yaml/view.ts';
import { fixPod } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { cisKubernetes } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/automount-sa-token',
  title: { en: 'Token of the service account mounted', ja: 'サービスアカウントのトークンのマウント' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'warning' },
  aliases: [
    'CKV_K8S_38',
    'KSV-0036',
    'C-0034',
    'C-0190',
    'automountServiceAccountToken',
    'restrict-automount-sa-token',
    'KBP106',
    'asat',
  ],
  references: [
    cisKubernetes('5.1.6'),
    {
      title: 'Kubernetes: Opt out of API credential automounting',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
    },
  ],
  messages: {
    missing: {
      en: 'The containers of {pod} get a token for the API of the cluster.',
      ja: '{pod} のコンテナに、クラスターの API のトークンが渡されます。',
    },
    asked: {
      en: '{pod} asks for a token for the API of the cluster.',
      ja: '{pod} はクラスターの API のトークンを要求しています。',
    },
  },
  why: {
    en: 'Whoever takes over a container can then ask the cluster for whatever the service account may do; hardly any program needs that. Podman mounts none.',
    ja: 'コンテナを乗っ取った者が、サービスアカウントの権限でクラスターを操作できます。必要とするプログラムはほとんどありません。Podman はマウントしません。',
  },
  remedy: {
    en: "Set automountServiceAccountToken to false in the pod's spec.",
    ja: 'ポッドの spec で automountServiceAccountToken を false にしてください。',
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
  # one
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  automountServiceAccountToken: false
  # one
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  automountServiceAccountToken: «true» # needed?
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  automountServiceAccountToken: false # needed?
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": «"web"»}, "automountServiceAccountToken": false, "spec": {"template": {"spec": {"containers": []}}}}
`,
        fixed: `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"}, "automountServiceAccountToken": false, "spec": {"template": {"spec": {"containers": [], "automountServiceAccountToken": false}}}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  automountServiceAccountToken: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  automountServiceAccountToken: no
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  automountServiceAccountToken: \${MOUNT}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {automountServiceAccountToken: "true"}
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: document => document.workloads.flatMap(workload => reports(document, workload)),
});

function reports(document: KubeDocument, workload: Workload): Report<'missing' | 'asked'>[] {
  const field = get(workload.spec, 'automountServiceAccountToken');
  if (isUnknown(field?.value) || booleanOf(field?.value) === false) return [];
  const title = { en: 'Mount no token', ja: 'トークンをマウントしない' };
  const fixes = fixPod(document, workload.spec, { automountServiceAccountToken: false }, title);
  const shared = { params: { pod: podName(workload) }, subject: workload.path, fixes };
  return field
    ? [{ ...shared, at: field.value.at, message: 'asked' }]
    : [{ ...shared, at: workload.nameAt, message: 'missing' }];
}
