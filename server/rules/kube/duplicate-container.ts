import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig } from '../../parse/yaml/view.ts';
import { playedContainers } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/duplicate-container',
  title: { en: 'Two containers of one name', ja: '同じ名前の2つのコンテナ' },
  severity: 'error',
  references: [podmanKubePlay],
  messages: {
    twice: {
      en: 'Two containers of {pod} are called {container}: Podman and Kubernetes refuse it.',
      ja: '{pod} に {container} という名前のコンテナが2つあるため、Podman も Kubernetes も拒否します。',
    },
  },
  why: {
    en: 'A container is told by its name from the others of its pod, init containers among them: the pod does not start.',
    ja: 'コンテナは、初期化コンテナも含めてポッド内の名前で区別されます。ポッドは起動しません。',
  },
  remedy: { en: 'Give each its own name.', ja: 'それぞれに異なる名前を付けてください。' },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - {name: app, image: quay.io/acme/app:1.4}
  containers:
  - image: quay.io/acme/app:1.4
    name: «"app"»
  - {name: log, image: quay.io/acme/log:1.4}
  - {name: «log», image: quay.io/acme/log:1.4}
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  initContainers:
  - {name: prepare, image: quay.io/acme/app:1.4}
  containers:
  - {name: app, image: quay.io/acme/app:1.4}
  - {name: "{{ .Values.name }}", image: quay.io/acme/app:1.4}
  - {name: "{{ .Values.name }}", image: quay.io/acme/app:1.4}
  - {image: quay.io/acme/app:1.4}
  - {image: quay.io/acme/app:1.4}
---
apiVersion: v1
kind: Pod
metadata:
  name: other
spec:
  containers:
  - {name: app, image: quay.io/acme/app:1.4}
`,
      },
    ],
  },
  check: ({ workloads }) =>
    workloads.flatMap(workload =>
      twins(workload).map(({ container, first }) => ({
        at: dig(container.value, 'name')?.at ?? container.nameAt,
        message: 'twice',
        params: { pod: podName(workload), container: container.name ?? '' },
        subject: container.path,
        related: [{ at: first.nameAt, text: { en: 'The other one', ja: 'もう一方' } }],
      })),
    ),
});

interface Twin {
  readonly container: Container;
  readonly first: Container;
}

function twins(workload: Workload): Twin[] {
  const known = new Map<string, Container>();
  return playedContainers(workload).flatMap(container => {
    const first = known.get(container.name ?? '');
    if (container.name !== undefined && !first) known.set(container.name, container);
    return first ? [{ container, first }] : [];
  });
}
