import { type Amount, withAmount, withLimitAlone, withOtherAmount, withoutAmount } from './_amountExamples.ts';
import { appPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { resourceReports } from './_resources.ts';
import { kubeRule } from './_rule.ts';

const request: Amount = { kind: 'requests', resource: 'memory', usual: '128Mi', settings: { profile: 'kubernetes' } };

export default kubeRule({
  id: 'kube/memory-request',
  title: { en: 'No memory requested', ja: 'メモリー要求なし' },
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
      ja: 'コンテナ {container} にはメモリーの要求が指定されていません。',
    },
    pod: {
      en: 'No container of {pod} has a memory request.',
      ja: '{pod} のどのコンテナにもメモリーの要求が指定されていません。',
    },
  },
  why: {
    en: 'Kubernetes then places the pod without knowing what it needs, and evicts it first when memory is short.',
    ja: '必要な量が分からないままポッドが配置され、メモリーが不足したときに最初に退避させられます。',
  },
  remedy: {
    en: 'Set resources.requests.memory to what the program needs in ordinary operation.',
    ja: '通常の動作に必要な量を resources.requests.memory に指定してください。',
  },
  examples: {
    bad: [...withoutAmount(request), withOtherAmount(request, 'cpu: 500m'), withLimitAlone(request, '2Gi')],
    good: [...withAmount(request), { text: `${appPod}\n` }],
  },
  check: (document, { settings }) => resourceReports(document, settings, { list: 'requests', ...request }),
});
