import type { Report } from '../../core/rule.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, get, textOf } from '../../parse/yaml/view.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { cisKubernetes } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/default-service-account',
  title: { en: 'Default service account', ja: '既定のサービスアカウント' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'info' },
  aliases: ['C-0294', 'C-0189', 'default-service-account', 'ServiceAccountName'],
  references: [
    cisKubernetes('5.1.5'),
    {
      title: 'Kubernetes: Service accounts',
      url: 'https://kubernetes.io/docs/concepts/security/service-accounts/',
    },
  ],
  messages: {
    missing: {
      en: '{pod} runs as the default service account of its namespace.',
      ja: '{pod} は名前空間の既定のサービスアカウントで動作します。',
    },
    named: {
      en: '{pod} asks for the default service account of its namespace.',
      ja: '{pod} は名前空間の既定のサービスアカウントを指定しています。',
    },
  },
  why: {
    en: 'Every pod that names none shares it: what one of them is allowed is allowed to all of them. Podman knows no service accounts.',
    ja: '指定のないすべてのポッドが共有するため、ひとつに与えた権限がすべてに与えられます。Podman にはサービスアカウントがありません。',
  },
  remedy: {
    en: 'Give the pod a service account of its own, or set automountServiceAccountToken to false if it needs none.',
    ja: 'ポッド専用のサービスアカウントを指定するか、不要なら automountServiceAccountToken を false にしてください。',
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
        text: `${webPod}
  serviceAccountName: «default»
  automountServiceAccountToken: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  template:
    spec: {serviceAccount: «'default'», containers: [{name: app, image: quay.io/acme/app:1.4}]}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  serviceAccountName: web
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  serviceAccount: web
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  serviceAccountName: default
  automountServiceAccountToken: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
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
  serviceAccountName: \${ACCOUNT}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: document => document.workloads.flatMap(reports),
});

function reports(workload: Workload): Report<'missing' | 'named'>[] {
  const { spec, nameAt, path } = workload;
  // Without a token, it does not matter whose it would be.
  if (booleanOf(dig(spec, 'automountServiceAccountToken')) === false) return [];
  const field = get(spec, 'serviceAccountName') ?? get(spec, 'serviceAccount');
  const params = { pod: podName(workload) };
  if (!field) return [{ at: nameAt, message: 'missing', params, subject: path }];
  const isDefault = textOf(field.value) === 'default' || textOf(field.value) === '';
  return isDefault ? [{ at: field.value.at, message: 'named', params, subject: path }] : [];
}
