import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { quantityOf } from '../../parse/kube/quantity.ts';
import { dig, fieldsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'refused' | 'little' | 'contrary';

export default kubeRule({
  id: 'kube/resource-quantity',
  title: { en: 'CPU or other resource that is refused', ja: '拒否される CPU などのリソース量' },
  severity: 'error',
  references: [
    {
      title: 'Kubernetes: Resource units',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
    },
    podmanKubePlay,
  ],
  messages: {
    refused: {
      en: '{value} is no amount of {resource}: the file is refused.',
      ja: '{value} は {resource} の量として解釈できないため、このファイルは拒否されます。',
    },
    little: {
      en: 'Podman refuses container {container}: {value} is less than 10m, the smallest share of a CPU that can be given.',
      ja: 'Podman はコンテナ {container} を拒否します。{value} は、割り当てられる CPU の下限 10m を下回っています。',
    },
    contrary: {
      en: 'Container {container} requests {value}, which is more than its limit of {resource}: Kubernetes refuses it.',
      ja: 'コンテナ {container} の {resource} の要求 {value} は上限を超えているため、Kubernetes に拒否されます。',
    },
  },
  why: {
    en: 'An amount that nobody can read keeps the container from starting.',
    ja: '解釈できない量が指定されていると、コンテナは起動しません。',
  },
  remedy: {
    en: 'Write CPUs as 500m or "0.5", without a unit, and request no more than the limit.',
    ja: 'CPU は 500m や "0.5" のように単位を付けずに書き、要求は上限以下にしてください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    resources: {limits: {cpu: «0.1m», memory: 64Mi}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    resources:
      limits:
        cpu: «1core» # one
        ephemeral-storage: «'1 Gi'»
        memory: 64Mi
      requests: {cpu: «50%»}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    resources: {limits: {cpu: 500m, memory: 64Mi}, requests: {cpu: «1», memory: 64Mi}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    resources:
      limits: {cpu: "0.5", memory: 512MB, ephemeral-storage: 1Gi, nvidia.com/gpu: 1, podman.io/device=/dev/kvm: "1"}
      requests: {cpu: 250m}
  - name: more
    image: quay.io/acme/app:1.4
    resources: {limits: {cpu: 1e-1, memory: "{{ .memory }}"}, requests: {cpu: "{{ .cpu }}", hugepages-2Mi: }}
  - name: asks
    image: quay.io/acme/app:1.4
    resources: {limits: {cpu: 500m, memory: 64Mi}, requests: {cpu: 1}}
  - name: unknown
    image: quay.io/acme/app:1.4
    resources: "{{ .resources }}"
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    resources: {limits: {cpu: 1m, memory: 64Mi}, requests: {cpu: 1m, memory: 64Mi}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(each => {
      const resources = dig(each.container.value, 'resources');
      return [...judged(each, resources, 'limits', settings), ...judged(each, resources, 'requests', settings)];
    }),
});

/** Memory has a rule of its own. */
function judged(
  { container, params }: ContainerCase,
  resources: Value | undefined,
  list: 'limits' | 'requests',
  { profile }: Settings,
): Report<Key>[] {
  return fieldsOf(dig(resources, list)).flatMap(({ key: resource, value: { at }, value: written }): Report<Key>[] => {
    const value = textOf(written);
    if (resource === 'memory' || value === undefined) return [];
    const shared = { at, params: { ...params, value, resource }, subject: container.path };
    const amount = quantityOf(value)?.value;
    if (amount === undefined) return [{ ...shared, message: 'refused' }];
    const isLittle = list === 'limits' && resource === 'cpu' && amount > 0 && amount < leastCpu;
    if (isLittle && profile !== 'kubernetes') return [{ ...shared, message: 'little' }];
    const limit = quantityOf(textOf(dig(resources, 'limits', resource)) ?? '')?.value;
    const isContrary = list === 'requests' && limit !== undefined && amount > limit;
    // Podman does not read requests.
    return isContrary && profile !== 'podman' ? [{ ...shared, message: 'contrary' }] : [];
  });
}

/** The kernel gives a millisecond of every 100 at least; Kubernetes rounds up. */
const leastCpu = 0.01;
