import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { fixContainer } from './_fixes.ts';
import { type ImageUse, imagesIn } from './_images.ts';
import { appPod, webPod } from './_podExamples.ts';
import type { ContainerCase } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

type Key = 'missing' | 'other' | 'refused';

export default kubeRule({
  id: 'kube/pull-policy',
  title: { en: 'Image that is not pulled anew', ja: '毎回取得されないイメージ' },
  severity: 'info',
  aliases: ['CKV_K8S_15', 'container-image-pull-policy', 'pullPolicyNotAlways', 'C-0075', 'always-pull-images'],
  references: [
    {
      title: 'Kubernetes: Image pull policy',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} has no imagePullPolicy: what was pulled once under this tag stays.',
      ja: 'コンテナ {container} には imagePullPolicy がなく、このタグで一度取得したイメージが使われ続けます。',
    },
    other: {
      en: 'With {policy}, container {container} runs what was pulled once, whatever its tag means today.',
      ja: '{policy} では、タグの指す内容が変わっても、コンテナ {container} は一度取得したイメージで動き続けます。',
    },
    refused: {
      en: 'There is no pull policy {policy}: the file is refused.',
      ja: 'プルポリシー {policy} は存在しないため、このファイルは拒否されます。',
    },
  },
  why: {
    en: 'Repairs under the same tag do not arrive, and on a node that others share nobody asks whether they may have the image.',
    ja: '同じタグで公開された修正が反映されません。共有ノードでは、イメージを使う権限も確認されません。',
  },
  remedy: {
    en: 'Set imagePullPolicy to Always, or name the image by its digest.',
    ja: 'imagePullPolicy を Always にするか、イメージをダイジェストで指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    imagePullPolicy: «IfNotPresent»
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
  - {name: late, image: quay.io/acme/app, imagePullPolicy: «"Never"»}
`,
        fixed: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    imagePullPolicy: Always
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    imagePullPolicy: Always
  - {name: late, image: quay.io/acme/app, imagePullPolicy: Always}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:latest
    imagePullPolicy: «IfNotPresent» # as ever
`,
        fixed: `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:latest
    imagePullPolicy: Always # as ever
`,
      },
      {
        text: `${appPod}
    imagePullPolicy: «Alway»
  - name: built
    image: localhost/app:1.4
    imagePullPolicy: «"true"»
`,
        fixed: `${appPod}
    imagePullPolicy: Always
  - name: built
    image: localhost/app:1.4
    imagePullPolicy: Always
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: always
    image: quay.io/acme/app:1.4
    imagePullPolicy: Always
  - name: untagged
    image: quay.io/acme/app
  - name: latest
    image: quay.io/acme/app:latest
  - name: pinned
    image: quay.io/acme/app:1.4@sha256:6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6
    imagePullPolicy: IfNotPresent
  - name: templated
    image: quay.io/acme/app:1.4
    imagePullPolicy: "{{ .Values.pull }}"
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    imagePullPolicy: ifnotpresent
  - name: newer
    image: quay.io/acme/app:latest
    imagePullPolicy: newer
  - name: built
    image: localhost/app:latest
    imagePullPolicy: Never
`,
      },
      {
        text: `${appPod}
    imagePullPolicy: IfNotPresent
`,
      },
    ],
  },
  check: (document, { settings }) =>
    imagesIn(document, settings).flatMap(use => (use.each ? reports(document, use, use.each, settings) : [])),
});

/** As Podman reads them, in any spelling; `missing` and `newer` are its own. */
const policies = /^(?:always|ifnotpresent|missing|never|newer)$/i;

function reports(
  document: KubeDocument,
  { reference }: ImageUse,
  { container, params, isWhole }: ContainerCase,
  { profile }: Settings,
): Report<Key>[] {
  const field = get(container.value, 'imagePullPolicy');
  const policy = textOf(field?.value);
  if (isUnknown(field?.value)) return [];
  const title = { en: 'Pull it always', ja: '毎回取得する' };
  const fixes = fixContainer(document, container.value, { imagePullPolicy: 'Always' }, title);
  const shared = { params: { ...params, policy: policy ?? '' }, subject: container.path, fixes };
  if (field && policy !== undefined && policy !== '' && !policies.test(policy))
    return [{ ...shared, at: field.value.at, message: 'refused', severity: 'error' }];
  if (!reference || !isFromRegistry(reference)) return [];
  const isLatest = reference.tag === undefined || reference.tag === 'latest';
  if (reference.digest !== undefined || (profile !== 'kubernetes' && !isLatest)) return [];
  if (field && policy) {
    const isStale = /^(?:ifnotpresent|missing|never)$/i.test(policy);
    return isStale ? [{ ...shared, at: field.value.at, message: 'other' }] : [];
  }
  // Kubernetes pulls latest anew by itself, and Podman too where the registry is named.
  return isLatest || !isWhole ? [] : [{ ...shared, at: container.nameAt, message: 'missing' }];
}
