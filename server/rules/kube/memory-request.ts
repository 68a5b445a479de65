import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/memory-request',
  title: { en: 'No memory requested', ja: 'メモリ要求なし' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'info' },
  aliases: [
    'CKV_K8S_12',
    'KSV-0016',
    'C-0269',
    'memoryRequestsMissing',
    'require-pod-requests-limits',
    'container-resources',
    'KBP004',
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
      en: 'Container {container} has no memory request.',
      ja: 'コンテナ {container} にはメモリの要求が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a memory request.',
      ja: '{pod} のどのコンテナにもメモリの要求が指定されていません。',
    },
  },
  why: {
    en: 'Kubernetes then places the pod without knowing what it needs, and evicts it first when memory is short.',
    ja: '必要な量が分からないままポッドが配置され、メモリが不足したときに最初に退避させられます。',
  },
  remedy: {
    en: 'Set resources.requests.memory to what the program needs in ordinary operation.',
    ja: '通常の動作に必要な量を resources.requests.memory に指定してください。',
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
        memory: 128Mi
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
          resources: {requests: {memory: 128Mi}}
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
              memory: 128Mi
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {requests: {memory: 128Mi}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {requests: {cpu: 500m}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {memory: 128Mi}}
`,
        fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {requests: {cpu: 500m, memory: 128Mi}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {memory: 128Mi}}
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
        memory: 2Gi
`,
        fixed: `${appPod}
    resources:
      limits:
        memory: 2Gi
      requests:
        memory: 2Gi
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    resources: &small
      requests:
        memory: 128Mi
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
    resources: {requests: {memory: "\${AMOUNT}"}}
  - name: mistyped
    image: quay.io/acme/app:1.4
    resources: {requests: [{memory: 1}]}
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
    resources: {requests: {memory: 128Mi}}
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
  resources: {requests: {memory: 128Mi}}
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
    resourceReports(document, settings, { list: 'requests', resource: 'memory', usual: '128Mi' }),
});
