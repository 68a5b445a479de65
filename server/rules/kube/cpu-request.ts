import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cpu-request',
  title: { en: 'No CPU requested', ja: 'CPU 要求なし' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'info' },
  aliases: [
    'CKV_K8S_10',
    'KSV-0015',
    'C-0268',
    'unset-cpu-requirements',
    'cpuRequestsMissing',
    'require-pod-requests-limits',
    'container-resources',
    'KBP002',
  ],
  references: [
    {
      title: 'Kubernetes: Resource management for pods and containers',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} has no CPU request.',
      ja: 'コンテナ {container} にはCPU の要求が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a CPU request.',
      ja: '{pod} のどのコンテナにもCPU の要求が指定されていません。',
    },
  },
  why: {
    en: 'Kubernetes then places the pod without knowing what it needs, and others take its share when the node is busy. Podman does not read it.',
    ja: '必要な量が分からないままポッドが配置され、ノードが混み合うとほかのポッドに CPU を奪われます。Podman はこの値を読みません。',
  },
  remedy: {
    en: 'Set resources.requests.cpu to what the program needs in ordinary operation.',
    ja: '通常の動作に必要な量を resources.requests.cpu に指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
    resources:
      requests:
        cpu: 100m
`,
      },
      {
        settings: { profile: 'kubernetes' },
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
            requests:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {requests: {cpu: 100m}}
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
            requests:
              cpu: 100m
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {requests: {cpu: 100m}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {requests: {memory: 64Mi}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {cpu: 100m}}
`,
        fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {requests: {memory: 64Mi, cpu: 100m}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {cpu: 100m}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    resources:
      limits:
        cpu: 250m
`,
        fixed: `${appPod}
    resources:
      limits:
        cpu: 250m
      requests:
        cpu: 250m
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    resources: &small
      requests:
        cpu: 100m
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
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: templated
    image: quay.io/acme/app:1.4
    resources: "\${RESOURCES}"
  - name: amount
    image: quay.io/acme/app:1.4
    resources: {requests: {cpu: "\${AMOUNT}"}}
  - name: mistyped
    image: quay.io/acme/app:1.4
    resources: {requests: [{cpu: 1}]}
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
    resources: {requests: {cpu: 100m}}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  resources: {requests: {cpu: 100m}}
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
    resourceReports(document, settings, { list: 'requests', resource: 'cpu', usual: '100m' }),
});
