import { withoutProbe, withProbe } from './_probeExamples.ts';
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
    bad: withoutProbe('livenessProbe', 'readinessProbe', 'strict'),
    good: withProbe('livenessProbe', 'strict'),
  },
  check: (document, { settings }) => probeReports(document, settings, 'livenessProbe'),
});
