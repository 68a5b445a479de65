import { type Amount, withAmount, withLimitAlone, withOtherAmount, withoutAmount } from './_amountExamples.ts';
import { appPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

const request: Amount = { kind: 'requests', resource: 'cpu', usual: '100m', settings: { profile: 'kubernetes' } };

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
      ja: 'コンテナ {container} には CPU の要求が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a CPU request.',
      ja: '{pod} のどのコンテナにも CPU の要求が指定されていません。',
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
    bad: [...withoutAmount(request), withOtherAmount(request, 'memory: 64Mi'), withLimitAlone(request, '250m')],
    good: [...withAmount(request), { text: `${appPod}\n` }],
  },
  check: (document, { settings }) => resourceReports(document, settings, { list: 'requests', ...request }),
});
