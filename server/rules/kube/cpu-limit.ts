import { type Amount, withAmount, withOtherAmount, withoutAmount } from './_amountExamples.ts';
import { appPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

const limit: Amount = { kind: 'limits', resource: 'cpu', usual: '"1"', settings: { profile: 'strict' } };

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
      ...withoutAmount(limit),
      withOtherAmount(limit, 'memory: 64Mi'),
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
      ...withAmount(limit),
      { text: `${appPod}\n` },
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
    ],
  },
  check: (document, { settings }) =>
    resourceReports(document, settings, { list: 'limits', resource: 'cpu', usual: '1' }),
});
