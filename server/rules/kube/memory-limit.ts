import { type Amount, withAmount, withoutAmount } from './_amountExamples.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

const limit: Amount = { kind: 'limits', resource: 'memory', usual: '256Mi' };

export default kubeRule({
  id: 'kube/memory-limit',
  title: { en: 'Memory not limited', ja: 'メモリーの上限なし' },
  severity: { podman: 'info', strict: 'warning', kubernetes: 'warning' },
  aliases: [
    'CKV_K8S_13',
    'KSV-0018',
    'C-0271',
    'unset-memory-requirements',
    'memoryLimitsMissing',
    'require-pod-requests-limits',
    'container-resources',
    'KBP005',
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
      en: 'Container {container} has no memory limit.',
      ja: 'コンテナ {container} にはメモリーの上限が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a memory limit.',
      ja: '{pod} のどのコンテナにもメモリーの上限が指定されていません。',
    },
  },
  why: {
    en: 'One program that leaks or is fed too much takes the memory of everything else on the host; the kernel then ends whatever it likes.',
    ja: 'メモリーを漏らすプログラムや過大な入力ひとつで、ホスト全体のメモリーが使い尽くされ、無関係なプロセスがカーネルに終了させられます。',
  },
  remedy: {
    en: 'Set resources.limits.memory to somewhat more than the program is known to need.',
    ja: 'プログラムに必要な量より少し多い値を resources.limits.memory に指定してください。',
  },
  examples: {
    bad: [
      ...withoutAmount(limit),
      {
        text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {limits: {cpu: 500m}}
    - image: quay.io/acme/app:1.4
      name: below
      resources: {limits: {memory: «-1»}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {limits: {memory: 256Mi}}
`,
        fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {limits: {cpu: 500m, memory: 256Mi}}
    - image: quay.io/acme/app:1.4
      name: below
      resources: {limits: {memory: 256Mi}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {limits: {memory: 256Mi}}
`,
      },
      {
        text: `${appPod}
    resources:
      limits:
        memory: «0» # none
`,
        fixed: `${appPod}
    resources:
      limits:
        memory: 256Mi # none
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  containers:
  - name: one
    image: quay.io/acme/app:1.4
  - name: two
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  containers:
  - name: one
    image: quay.io/acme/app:1.4
    resources:
      limits:
        memory: 256Mi
  - name: two
    image: quay.io/acme/app:1.4
    resources:
      limits:
        memory: 256Mi
`,
      },
      // No less than it is promised.
      {
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    resources: {requests: {memory: 1G}}
`,
        fixed: `${appPod}
    resources: {requests: {memory: 1G}, limits: {memory: "1G"}}
`,
      },
    ],
    good: [
      ...withAmount(limit),
      {
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
    ],
  },
  check: (document, { settings }) =>
    resourceReports(document, settings, { list: 'limits', resource: 'memory', usual: '256Mi' }),
});
