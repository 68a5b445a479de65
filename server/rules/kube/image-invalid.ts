import { parseImageReference } from '../../parse/imageReference.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { imagesIn } from './_images.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

const digest = '6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6';

export default kubeRule({
  id: 'kube/image-invalid',
  title: { en: 'What can be no image name', ja: 'イメージ名として無効' },
  severity: 'error',
  references: [
    {
      title: 'Kubernetes: Image names',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    },
    podmanKubePlay,
  ],
  messages: {
    upper: {
      en: '"{image}" is refused: image names have no capital letters.',
      ja: '「{image}」は拒否されます。イメージ名に大文字は使えません。',
    },
    digest: {
      en: '"{image}" is refused: the digest is not the 64 small hexadecimal digits of a SHA-256.',
      ja: '「{image}」は拒否されます。ダイジェストが SHA-256 の小文字16進数 64 桁ではありません。',
    },
    blank: {
      en: '"{image}" is refused: there are blanks around it.',
      ja: '「{image}」は拒否されます。前後に空白があります。',
    },
    invalid: {
      en: '"{image}" is refused: it is no image name.',
      ja: '「{image}」は拒否されます。イメージ名ではありません。',
    },
  },
  why: {
    en: 'Podman refuses the file, and under Kubernetes the container never starts.',
    ja: 'Podman はファイルを拒否し、Kubernetes ではコンテナが起動しません。',
  },
  remedy: {
    en: 'Write registry/path:tag, the path in small letters, with "@sha256:" and 64 digits behind it for one certain image.',
    ja: 'パスを小文字にして registry/path:tag と書いてください。特定のイメージに固定する場合は、後ろに「@sha256:」と 64 桁を付けます。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: «" quay.io/acme/app:1.4 "»
  containers:
  - name: app
    image: «quay.io/Acme/App:1.4» # by hand
  - name: cut
    image: «quay.io/acme/app@sha256:${digest.slice(20)}»
  - name: short
    image: «quay.io/acme/app@sha256:6b9f»
  - name: upper
    image: «quay.io/acme/app@sha256:${digest.toUpperCase()}»
`,
      },
      {
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": «"quay.io//acme/app:1.4"»}, {"name": "b", "image": «"https://quay.io/acme/app"»}]}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers: [{name: app, image: «'quay.io/acme/app:1.4:2'»}]
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  containers:
  - name: app
    image: Registry.Example:5000/acme/app_b__c--d:V1.4_x@sha256:${digest}
  - name: id
    image: ${digest}
  - name: empty
    image: ""
  - name: templated
    image: "{{ .Values.Image }}"
  - name: substituted
    image: quay.io/\${NAME}
`,
      },
      // Filled in before anybody plays it.
      {
        text: `${webPod}
  containers:
  - {name: a, image: IMAGE_PLACEHOLDER}
  - {name: b, image: quay.io/acme/app:TAG}
  - {name: c, image: <your-image>}
  - {name: d, image: $IMAGE}
  - {name: e, image: ko://github.com/acme/App}
  - {name: f, image: quay.io/acme/__NAME__}
  - {name: g, image: quay.io/acme/APP_NAME}
`,
      },
    ],
  },
  *check(document, { settings }) {
    for (const { value, written, reference, subject } of imagesIn(document, settings)) {
      const message = fault(textOf(value) ?? '', written, reference?.digest);
      if (message) yield { at: value.at, message, params: { image: written }, subject };
    }
  },
});

function fault(text: string, image: string, digest = '') {
  const isValid = parseImageReference(image) !== undefined;
  if (isValid && digest.startsWith('sha256:') && !/^sha256:[0-9a-f]{64}$/.test(digest)) return 'digest';
  if (isValid) return text === image ? undefined : 'blank';
  if (isId(image) || isFilledIn(image)) return undefined;
  if (/^[^@]+@sha256:/.test(image)) return 'digest';
  return parseImageReference(image.toLowerCase()) ? 'upper' : 'invalid';
}

const isId = (image: string): boolean => /^[0-9a-f]{64}$/.test(image);

/** What some tool replaces before Podman sees it. */
const isFilledIn = (image: string): boolean =>
  /[$<>{}%\\]|__\w|@@|^ko:\/\/|(?:^|[/:])[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*(?:[:@]|$)/.test(image);
