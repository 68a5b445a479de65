import { type ImageReference, isFromRegistry } from '../../parse/imageReference.ts';
import { imagesIn, placeIn } from './_images.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

const digest = 'sha256:6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6';

export default kubeRule({
  id: 'kube/image-no-digest',
  title: { en: 'Image not pinned by digest', ja: 'ダイジェストで固定されていないイメージ' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  impliedBy: ['kube/image-invalid'],
  aliases: ['CKV_K8S_43', 'C-0306', 'require-image-checksum', 'imagedigests'],
  references: [
    { title: 'Kubernetes: Images', url: 'https://kubernetes.io/docs/concepts/containers/images/' },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: '"{image}" can become another image without a change in this file.',
      ja: '「{image}」は、このファイルを変えなくても別のイメージになることがあります。',
    },
    invalid: {
      en: 'The digest of "{image}" is not the 64 digits of a SHA-256: no such image can be pulled.',
      ja: '「{image}」のダイジェストは SHA-256 の 64 桁ではないため、イメージを取得できません。',
    },
  },
  why: {
    en: 'A tag can be moved to other content at any time, by its owner or by whoever has taken over the account.',
    ja: 'タグは、所有者やアカウントを乗っ取った者が、いつでも別の内容に付け替えられます。',
  },
  remedy: {
    en: 'Append "@sha256:..." of the image that you have tested; "skopeo inspect" prints it.',
    ja: 'テスト済みのイメージの「@sha256:...」を末尾に付けてください。「skopeo inspect」で調べられます。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  initContainers:
  - name: prepare
    image: «registry.example:5000/app»
  containers:
  - name: app
    image: «"quay.io/acme/app:1.4"» # tested
  volumes:
  - name: files
    image: {reference: «quay.io/acme/files:1», pullPolicy: Always}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:1.4@«sha256:6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a4938»
  ephemeralContainers:
  - name: debug
    image: «quay.io/acme/debug:1.4»
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
x-image: &image quay.io/acme/app:1.4
spec:
  containers:
  - name: app
    image: «*image»
  - name: cut
    image: «quay.io/acme/app@sha256:6b9f»
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:1.4@${digest}
  - name: longer
    image: quay.io/acme/app@sha512:${digest.slice(7).repeat(2)}
  - name: templated
    image: quay.io/acme/app@{{ .Values.digest }}
  - name: substituted
    image: \${IMAGE}
  - name: archive
    image: oci-archive:/images/app.tar
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  containers:
  - name: built
    image: localhost/app:1
  - name: none
    image:
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  *check(document, { settings }) {
    for (const use of imagesIn(document, settings)) {
      const { reference, written, subject } = use;
      const shared = { params: { image: written }, subject };
      if (!reference) {
        if (/^[^\s$@]+@[^$@]*$/.test(written)) yield { ...shared, at: use.value.at, message: 'invalid' };
      } else if (isCut(reference)) {
        yield { ...shared, at: placeIn(document, use, reference.digestSpan), message: 'invalid' };
      } else if (isFromRegistry(reference) && reference.digest === undefined) {
        yield { ...shared, at: use.value.at, message: 'missing' };
      }
    }
  },
});

/** A digest that looks like SHA-256 and cannot be one. */
const isCut = ({ digest = '' }: ImageReference): boolean =>
  digest.startsWith('sha256:') && !/^sha256:[0-9a-f]{64}$/.test(digest);
