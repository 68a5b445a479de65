import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityField } from '../../parse/kube/workload.ts';
import { dig, isUnknown } from '../../parse/yaml/view.ts';
import { fixContainer, fixPod } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { profileOf } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/seccomp-missing',
  title: { en: 'No seccomp profile', ja: 'seccomp プロファイルの未指定' },
  // Podman applies its default profile to every container that says nothing.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  impliedBy: ['kube/privileged'],
  aliases: [
    'CKV_K8S_31',
    'KSV-0030',
    'KSV-0104',
    'C-0210',
    'C-0055',
    'restrict-seccomp-strict',
    'container-seccomp-profile',
  ],
  references: [podSecurityStandards, cisKubernetes('5.7.2')],
  messages: {
    missing: {
      en: 'Container {container} names no seccomp profile.',
      ja: 'コンテナ {container} に seccomp プロファイルの指定がありません。',
    },
    pod: {
      en: 'No container of {pod} names a seccomp profile.',
      ja: '{pod} のどのコンテナにも seccomp プロファイルの指定がありません。',
    },
  },
  why: {
    en: 'Podman uses its default profile then, but Kubernetes runs the container without any, and the restricted Pod Security Standard refuses it.',
    ja: 'この場合 Podman は既定のプロファイルを使いますが、Kubernetes はプロファイルなしで実行し、Pod Security Standards の restricted では拒否されます。',
  },
  remedy: {
    en: "Set seccompProfile to type RuntimeDefault in the pod's securityContext.",
    ja: 'ポッドの securityContext で seccompProfile の type に RuntimeDefault を指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      seccompProfile:
        type: RuntimeDefault
  - name: «helper»
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile:
        type: RuntimeDefault
  - name: helper
    image: quay.io/acme/app:1.4
`,
      },
      // Its own empty profile hides the pod's.
      {
        settings: { profile: 'strict' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: «app»
            image: quay.io/acme/app:1.4
            securityContext: {seccompProfile: {}}
`,
        fixed: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: app
            image: quay.io/acme/app:1.4
            securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},
  "spec": {"containers": [{"name": «"app"», "image": "quay.io/acme/app:1.4"}]}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"},
  "spec": {"containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}], "securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {privileged: false}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  os: {name: windows}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: "{{ .Values.seccomp }}"}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: other
    image: quay.io/acme/app:1.4
    securityContext: "\${SECURITY}"
`,
      },
      // Podman applies its default profile.
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings)
      .filter(({ workload }) => !workload.isWindows)
      .flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'missing' | 'pod'>[] {
  const { workload, container, params, pod, isWhole } = each;
  const field = securityField(workload, container, 'seccompProfile');
  const profile = field && profileOf(field.value);
  // Any other type is what seccomp-unconfined is about.
  if (profile ? profile.isUnknown || profile.type !== undefined : !isWhole) return [];
  if (isUnknown(dig(workload.spec, 'securityContext'))) return [];
  const fields = { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };
  const title = { en: 'Use the default profile', ja: '既定のプロファイルを使う' };
  const fixes =
    field?.level === 'container'
      ? fixContainer(document, container.value, fields, title)
      : fixPod(document, workload.spec, fields, title);
  return [{ at: container.nameAt, message: 'missing', params, subject: container.path, fixes, group: pod }];
}
