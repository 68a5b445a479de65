import { appPod, webPod } from './_podExamples.ts';
import { probeReports } from './_probes.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/readiness-probe',
  title: { en: 'No readiness probe', ja: 'readinessProbe なし' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'info' },
  aliases: ['CKV_K8S_9', 'C-0018', 'no-readiness-probe', 'readinessProbeMissing', 'require-probes', 'pod-probes'],
  references: [
    {
      title: 'Kubernetes: Probes',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} has no readiness probe.',
      ja: 'コンテナ {container} には readinessProbe がありません。',
    },
    pod: {
      en: 'No container of {pod} has a readiness probe.',
      ja: '{pod} のどのコンテナにも readinessProbe がありません。',
    },
  },
  why: {
    en: 'Kubernetes sends requests to a container before it can answer them. Podman does not read these probes.',
    ja: 'Kubernetes は応答できる状態になる前のコンテナにもリクエストを送ります。Podman はこのプローブを読みません。',
  },
  remedy: {
    en: 'Add a readinessProbe that asks what the program needs to answer.',
    ja: '応答に必要な状態を確認する readinessProbe を追加してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
  - name: checked
    image: quay.io/acme/app:1.4
    readinessProbe:
      exec: {command: [/app, check]}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: checked
    image: quay.io/acme/app:1.4
    readinessProbe:
      exec: {command: [/app, check]}
  - name: «empty»
    image: quay.io/acme/app:1.4
    readinessProbe: # to do
  - {name: «flow», image: quay.io/acme/app:1.4, readinessProbe: {}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers: [{name: prepare, image: quay.io/acme/app:1.4}]
      containers: [{name: «app», image: quay.io/acme/app:1.4, livenessProbe: {exec: {command: [/app]}}}]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    readinessProbe: &check
      httpGet: {path: /, port: 8080}
  - name: merged
    image: quay.io/acme/app:1.4
    <<: {readinessProbe: *check}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: Job
metadata: {name: nightly}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    readinessProbe: \${PROBE}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: (document, { settings }) => probeReports(document, settings, 'readinessProbe'),
});
