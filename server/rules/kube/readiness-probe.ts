import { withoutProbe, withProbe } from './_probeExamples.ts';
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
    bad: withoutProbe('readinessProbe', 'livenessProbe', 'kubernetes'),
    good: withProbe('readinessProbe', 'kubernetes'),
  },
  check: (document, { settings }) => probeReports(document, settings, 'readinessProbe'),
});
