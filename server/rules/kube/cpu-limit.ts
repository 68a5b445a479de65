import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cpu-limit',
  title: { en: 'CPU not limited', ja: 'CPU の上限なし' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  aliases: ['CKV_K8S_11', 'KSV-0011', 'C-0270', 'cpuLimitsMissing', 'container-resources', 'KBP003'],
  references: [
    {
      title: 'Kubernetes: Resource management for pods and containers',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} has no CPU limit.',
      ja: 'コンテナ {container} には CPU の上限が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a CPU limit.',
      ja: '{pod} のどのコンテナにも CPU の上限が指定されていません。',
    },
  },
  why: {
    en: 'A busy or abused container, a miner for instance, slows down everything else on the host.',
    ja: '負荷の高いコンテナや、マイニングなどに悪用されたコンテナが、ホスト上のほかの処理を遅くします。',
  },
  remedy: {
    en: 'Set resources.limits.cpu to the number of CPUs that it may use.',
    ja: '使ってよい CPU 数を resources.limits.cpu に指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
    resources:
      limits:
        cpu: "1"
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - name: «prepare»
          image: quay.io/acme/app:1.4
          resources: # later
            limits:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {limits: {cpu: "1"}}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - name: prepare
          image: quay.io/acme/app:1.4
          resources: # later
            limits:
              cpu: "1"
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {limits: {cpu: "1"}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {limits: {memory: 64Mi}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {limits: {cpu: "1"}}
`,
        fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {limits: {memory: 64Mi, cpu: "1"}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {limits: {cpu: "1"}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    resources:
      limits:
        cpu: «0» # none
`,
        fixed: `${appPod}
    resources:
      limits:
        cpu: "1" # none
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    resources: &small
      limits:
        cpu: "1"
  - name: merged
    image: quay.io/acme/app:1.4
    resources:
      <<: *small
      claims: []
  - name: aliased
    image: quay.io/acme/app:1.4
    resources: *small
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
  - name: templated
    image: quay.io/acme/app:1.4
    resources: "\${RESOURCES}"
  - name: amount
    image: quay.io/acme/app:1.4
    resources: {limits: {cpu: "\${AMOUNT}"}}
  - name: mistyped
    image: quay.io/acme/app:1.4
    resources: {limits: [{cpu: 1}]}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    resources: {limits: {cpu: "1"}}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        securityContext: {privileged: false}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  resources: {limits: {cpu: "1"}}
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
  check: (document, { settings }) =>
    resourceReports(document, settings, { list: 'limits', resource: 'cpu', usual: '1' }),
});
