import { appPod, webPod } from './_podExamples.ts';
import { probeReports } from './_probes.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/liveness-probe',
  title: { en: 'No liveness probe', ja: 'livenessProbe なし' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  aliases: ['CKV_K8S_8', 'C-0056', 'no-liveness-probe', 'livenessProbeMissing', 'require-probes', 'pod-probes'],
  references: [
    {
      title: 'Kubernetes: Probes',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/probes/',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} has no liveness probe.',
      ja: 'コンテナ {container} には livenessProbe がありません。',
    },
    pod: {
      en: 'No container of {pod} has a liveness probe.',
      ja: '{pod} のどのコンテナにも livenessProbe がありません。',
    },
  },
  why: {
    en: 'A program that hangs goes on to be taken for one that runs; with a probe, Podman and Kubernetes start it anew.',
    ja: 'ハングしたプログラムが動作中とみなされ続けます。プローブがあれば、Podman も Kubernetes も再起動します。',
  },
  remedy: {
    en: 'Add a livenessProbe. Podman runs it inside the container, where an httpGet needs curl and a tcpSocket needs nc.',
    ja: 'livenessProbe を追加してください。Podman はコンテナ内で実行するため、httpGet には curl、tcpSocket には nc が必要です。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
  - name: checked
    image: quay.io/acme/app:1.4
    livenessProbe:
      exec: {command: [/app, check]}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
  - name: checked
    image: quay.io/acme/app:1.4
    livenessProbe:
      exec: {command: [/app, check]}
  - name: «empty»
    image: quay.io/acme/app:1.4
    livenessProbe: # to do
  - {name: «flow», image: quay.io/acme/app:1.4, livenessProbe: {}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers: [{name: prepare, image: quay.io/acme/app:1.4}]
      containers: [{name: «app», image: quay.io/acme/app:1.4, readinessProbe: {exec: {command: [/app]}}}]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    livenessProbe: &check
      httpGet: {path: /, port: 8080}
  - name: merged
    image: quay.io/acme/app:1.4
    <<: {livenessProbe: *check}
`,
      },
      {
        settings: { profile: 'strict' },
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
        settings: { profile: 'strict' },
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
    livenessProbe: \${PROBE}
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
  check: (document, { settings }) => probeReports(document, settings, 'livenessProbe'),
});
