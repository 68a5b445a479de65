import { type ImageReference, isFromRegistry } from '../../parse/imageReference.ts';
import { imagesIn, placeIn } from './_images.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/image-latest',
  title: { en: 'Image without a fixed version', ja: 'バージョンが固定されていないイメージ' },
  severity: 'warning',
  aliases: [
    'CKV_K8S_14',
    'KSV-0013',
    'C-0075',
    'KBP001',
    'latest-tag',
    'disallow-latest-tag',
    'tagNotSpecified',
    'container-image-tag',
  ],
  references: [
    podmanKubePlay,
    { title: 'Kubernetes: Images', url: 'https://kubernetes.io/docs/concepts/containers/images/' },
  ],
  messages: {
    untagged: {
      en: '"{image}" names no tag, which means latest.',
      ja: '「{image}」にはタグがないため、latest が使われます。',
    },
    latest: {
      en: '"{image}" is whatever latest is that day.',
      ja: '「{image}」の latest の中身はその時々で変わります。',
    },
  },
  why: {
    en: 'What runs changes without a change of this file, and differs from machine to machine; nobody can say which version was judged or how to go back.',
    ja: 'このファイルを変えなくても実行内容が変わり、マシンごとに異なります。どのバージョンを検査したのか、どこへ戻せばよいのかが分からなくなります。',
  },
  remedy: {
    en: 'Name a version, or better a digest.',
    ja: 'バージョンのタグ、できればダイジェストを指定してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - name: prepare
    image: «registry.example:5000/prepare»
  containers:
  - name: app
    image: "quay.io/acme/app:«latest»"
  - name: helper
    image: «nginx»
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: app
    image: localhost/app:«latest»
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  containers:
  - name: tagged
    image: registry.example:5000/app:1.4
  - name: pinned
    image: quay.io/acme/app:latest@sha256:6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6
  - name: built
    image: localhost/app:latest
  - name: templated
    image: quay.io/acme/app:{{ .Values.tag }}
  - name: substituted
    image: quay.io/acme/app:\${TAG}
  - name: none
    image:
  - name: archive
    image: oci-archive:/images/app.tar
`,
      },
    ],
  },
  *check(document, { settings }) {
    for (const use of imagesIn(document, settings)) {
      const { reference, written, subject } = use;
      // What was built on this machine changes when somebody builds it.
      const isRemote =
        settings.profile === 'kubernetes' ? !isArchive(reference) : reference && isFromRegistry(reference);
      if (!reference || !isRemote || reference.digest !== undefined) continue;
      const params = { image: written };
      if (reference.tag === undefined) yield { at: use.value.at, message: 'untagged', params, subject };
      else if (reference.tag === 'latest')
        yield { at: placeIn(document, use, reference.tagSpan), message: 'latest', params, subject };
    }
  },
});

const isArchive = (reference: ImageReference | undefined): boolean =>
  reference?.transport !== undefined && reference.transport !== 'docker';
