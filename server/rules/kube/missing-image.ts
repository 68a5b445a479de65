import { get, isUnknown, textOf, type Value } from '../../parse/yaml/view.ts';
import { appPod, webPod } from './_podExamples.ts';
import { containersIn } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/missing-image',
  title: { en: 'Container without an image', ja: 'イメージのないコンテナ' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'error' },
  references: [
    { title: 'Kubernetes: Images', url: 'https://kubernetes.io/docs/concepts/containers/images/' },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: 'Container {container} of {pod} has no image: Podman and Kubernetes refuse it.',
      ja: '{pod} のコンテナ {container} にイメージの指定がないため、Podman も Kubernetes も拒否します。',
    },
  },
  why: { en: 'There is nothing to run: the pod does not start.', ja: '実行するものがなく、ポッドは起動しません。' },
  remedy: { en: 'Name the image.', ja: 'イメージを指定してください。' },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - name: «init»
    command: [/bin/init]
  containers:
  - name: app
    image: «""»
  - {name: «other», image: null}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  - name: templated
    image: {{ .Values.image }}
---
# A patch for kustomize.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: app
        tty: true
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(({ container, params, isWhole }) => {
      const field = get(container.value, 'image');
      if (isUnknown(field?.value) || textOf(field?.value) || !(field || isWhole)) return [];
      const at = field?.value.at ?? container.nameAt;
      // With nothing behind the colon, somebody may still be typing.
      const isBegun = !field && keysOf(container.value).includes('image');
      return [{ at, message: 'missing', params, subject: container.path, ...(isBegun && { severity: 'warning' }) }];
    }),
});

const keysOf = ({ node }: Value): string[] =>
  node.type === 'map' ? node.entries.map(({ key }) => (key.type === 'scalar' ? key.text : '')) : [];
