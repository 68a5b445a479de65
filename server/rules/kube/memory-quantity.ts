import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type Quantity, quantityOf, wholeQuantity } from '../../parse/kube/quantity.ts';
import { dig, type Field, get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { fixContainer } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'refused' | 'scaled' | 'bytes' | 'contrary';

export default kubeRule({
  id: 'kube/memory-quantity',
  title: { en: 'Memory that means something else', ja: '意図と異なるメモリー量' },
  severity: 'error',
  references: [
    {
      title: 'Kubernetes: Resource units',
      url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory',
    },
    { title: 'Podman issue 28789', url: 'https://github.com/containers/podman/issues/28789' },
    podmanKubePlay,
  ],
  messages: {
    refused: {
      en: '{value} is no amount of memory: the file is refused.',
      ja: '{value} はメモリー量として解釈できないため、このファイルは拒否されます。',
    },
    scaled: {
      en: 'Podman before 6.1 multiplies {value} by a thousand million: container {container} has no limit.',
      ja: 'Podman 6.1 より前では {value} が 10 億倍に解釈され、コンテナ {container} は無制限になります。',
    },
    bytes: {
      en: '{value} is less than container {container} can start with: it counts single bytes.',
      ja: '{value} はバイト単位の値で、コンテナ {container} を起動できる量ではありません。',
    },
    contrary: {
      en: 'Container {container} requests {value}, which is more than its limit.',
      ja: 'コンテナ {container} の要求 {value} は上限を超えています。',
    },
  },
  why: {
    en: 'A limit that is read otherwise than it was meant protects nothing, or keeps the container from starting.',
    ja: '意図と異なる値に解釈された上限は何も守らず、コンテナが起動できなくなることもあります。',
  },
  remedy: {
    en: 'Write a whole number with Ki, Mi or Gi, such as 1536Mi, and request no more than the limit.',
    ja: '1536Mi のように、整数に Ki、Mi、Gi を付けて書き、要求は上限以下にしてください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    resources:
      limits:
        memory: «1.5Gi» # enough
      requests: {memory: «"0.5Gi"»}
`,
        fixed: `${appPod}
    resources:
      limits:
        memory: 1536Mi # enough
      requests: {memory: 512Mi}
`,
      },
      {
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: «512MB»}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: «128m»}}
  - name: more
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: «2 gib»}}
`,
        fixed: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: 512Mi}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: 128Mi}}
  - name: more
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: 2Gi}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    resources:
      limits: {memory: 1.5Gi}
      requests: {memory: «2Gi»}
`,
      },
      {
        text: `${appPod}
    resources: &small
      limits: {memory: «1.5»}
  - name: text
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: «a lot»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    resources:
      limits: {memory: 1536Mi, cpu: 1.5}
      requests: {memory: 1.5G, cpu: 500m}
  - name: numbers
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: 268435456}, requests: {memory: 1e8}}
  - name: unknown
    image: quay.io/acme/app:1.4
    resources: {limits: {memory: "\${MEMORY}"}, requests: {memory: 1Gi}}
`,
      },
      {
        settings: { podman: '6.1' },
        text: `${appPod}
    resources: {limits: {memory: 1.5Gi}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(each =>
      (['limits', 'requests'] as const).flatMap(list => reports(document, each, list, settings)),
    ),
});

function reports(
  document: KubeDocument,
  each: ContainerCase,
  list: 'limits' | 'requests',
  settings: Settings,
): Report<Key>[] {
  const { container } = each;
  const resources = dig(container.value, 'resources');
  const field = get(dig(resources, list), 'memory');
  const value = textOf(field?.value);
  if (!field || value === undefined || isUnknown(field.value)) return [];
  const quantity = quantityOf(value);
  const limit = quantityOf(textOf(dig(resources, 'limits', 'memory')) ?? '');
  const said = quantity ? misread(value, quantity, settings) : { key: 'refused' as const, instead: meant(value) };
  if (said) return [report(document, each, list, field, said)];
  const isContrary = list === 'requests' && quantity && limit && limit.value > 0 && quantity.value > limit.value;
  return isContrary ? [report(document, each, list, field, { key: 'contrary' })] : [];
}

interface Said {
  readonly key: Key;
  /** What was meant, in other words. */
  readonly instead?: string | undefined;
}

function misread(value: string, quantity: Quantity, { profile, podman }: Settings): Said | undefined {
  const { suffix, isFraction } = quantity;
  if (/^[num]$/.test(suffix)) return quantity.value < smallest ? { key: 'bytes', instead: meant(value) } : undefined;
  if (suffix === '' && !Number.isInteger(quantity.value)) return { key: 'bytes' };
  const isScaled = isFraction && suffix.endsWith('i') && quantity.value > 0;
  if (!isScaled || profile === 'kubernetes' || !inRange(podman, '<6.1')) return undefined;
  return { key: 'scaled', instead: wholeQuantity(quantity) };
}

/** No process starts with less. */
const smallest = 64 * 1024;

/** `512MB`, `128m`, `1 g`: what people mean by it, in the units that count in 1024s. */
function meant(value: string): string | undefined {
  const [, digits, unit = ''] = /^(\d+) ?([kmgt])(?:i?b|i)?$/i.exec(value) ?? [];
  return digits === undefined ? undefined : `${digits}${unit.toUpperCase()}i`;
}

function report(
  document: KubeDocument,
  { container, params }: ContainerCase,
  list: string,
  { value: at, entry, merged }: Field,
  { key, instead }: Said,
): Report<Key> {
  const title = { en: 'Write {instead}', ja: '{instead} と書く' };
  const isOwn = !merged && entry.value.type === 'scalar';
  const fixes =
    instead === undefined || !isOwn
      ? []
      : fixContainer(document, container.value, { resources: { [list]: { memory: instead } } }, title, { instead });
  return {
    at: at.at,
    message: key,
    params: { ...params, value: textOf(at) ?? '' },
    subject: `${container.path}/resources/${list}/memory`,
    severity: key === 'scaled' || key === 'bytes' ? 'warning' : undefined,
    fixes,
  };
}
