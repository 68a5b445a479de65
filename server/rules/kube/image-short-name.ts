import type { Fix } from '../../core/fix.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { ImageReference } from '../../parse/imageReference.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { aliasOf, onDockerHub } from '../../podman/shortNames.ts';
import { buildFileOf } from './_builtImages.ts';
import { editableIn, type ImageUse, placeIn, pulledImages } from './_images.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/image-short-name',
  title: { en: 'Image name without a registry', ja: 'レジストリのないイメージ名' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  references: [
    {
      title: 'containers-registries.conf(5): risk of using unqualified image names',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
    podmanKubePlay,
  ],
  messages: {
    short: {
      en: '"{image}" does not say which registry it comes from.',
      ja: '「{image}」がどのレジストリのものか書かれていません。',
    },
    alias: {
      en: '"{image}" does not say which registry it comes from: for Podman it is {podman}.',
      ja: '「{image}」がどのレジストリのものか書かれていません。Podman では {podman} になります。',
    },
    ambiguous: {
      en: '"{image}" is {podman} for Podman, but {docker} for Docker.',
      ja: '「{image}」は、Podman では {podman}、Docker では {docker} になります。',
    },
    built: {
      en: '"{image}" is built from {file} if no image of that name is there yet, and else is whatever is there.',
      ja: '「{image}」は、同名のイメージがまだなければ {file} からビルドされ、あればそれが使われます。',
    },
  },
  why: {
    en: "Podman looks a short name up in its aliases and then in the registries of the machine at hand, so that it can mean another image elsewhere, also an attacker's. It never looks for a newer one, even of latest.",
    ja: '短い名前は、Podman の別名表と、そのマシンに設定されたレジストリで解決されます。別のマシンでは、攻撃者のものも含め、別のイメージを指すことがあります。また、latest でも新しいイメージは確認されません。',
  },
  remedy: {
    en: 'Write the registry in front of the name; localhost for an image that is built here.',
    ja: '名前の前にレジストリを書いてください。ここでビルドするイメージには localhost を書きます。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  containers:
  - name: app
    image: "«alpine»:3.22"
  - name: system
    image: «fedora»:42 # of the year
`,
        fixed: `${webPod}
  containers:
  - name: app
    image: "docker.io/library/alpine:3.22"
  - name: system
    image: registry.fedoraproject.org/fedora:42 # of the year
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers: [{name: prepare, image: «bitnami/nginx»:1.27}]
      containers: [{name: app, image: «grafana/loki»}]
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers: [{name: prepare, image: docker.io/bitnami/nginx:1.27}]
      containers: [{name: app, image: docker.io/grafana/loki}]
`,
      },
      {
        text: `${webPod}
  containers:
  - name: app
    image: «frontend»:1
`,
        workspace: { 'frontend/Containerfile': 'FROM scratch\n' },
        fixed: `${webPod}
  containers:
  - name: app
    image: localhost/frontend:1
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
x-image: &image alpine:3.22
spec:
  containers:
  - name: app
    image: «*image»
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  containers:
  - name: app
    image: docker.io/library/alpine:3.22
  - name: built
    image: localhost/app:1
  - name: port
    image: registry:5000/app:1
  - name: archive
    image: dir:/var/base
  - name: templated
    image: "{{ .Values.registry }}/app:1"
  - name: substituted
    image: \${REGISTRY}/app:1
  - name: id
    image: 6b9f9a1a4b1d3e1c6a5f0c3b2f1e8d7c6b5a49382716f5e4d3c2b1a0f9e8d7c6
`,
      },
      {
        text: `${webPod}
  ephemeralContainers:
  - name: debug
    image: alpine:3.22
  containers: []
`,
      },
    ],
  },
  *check(document, { settings, workspace }) {
    for (const use of pulledImages(document, settings)) {
      if (use.reference.host !== undefined) continue;
      const at = placeIn(document, use, use.reference.nameSpan);
      yield { at, subject: use.subject, ...said(document, use, use.reference, workspace) };
    }
  },
});

function said(document: KubeDocument, use: ImageUse, reference: ImageReference, workspace: Workspace) {
  const image = reference.name;
  const podman = aliasOf(image);
  const docker = onDockerHub(image);
  const local = `localhost/${image}`;
  const write = (...names: string[]) => fixes(document, use, reference, names);
  const file = use.each && buildFileOf(reference, workspace)?.path;
  if (file !== undefined) return { message: 'built' as const, params: { image, file }, fixes: write(local, docker) };
  if (podman === undefined) return { message: 'short' as const, params: { image }, fixes: write(docker, local) };
  const params = { image, podman, docker };
  return podman === docker
    ? { message: 'alias' as const, params, fixes: write(podman) }
    : { message: 'ambiguous' as const, params, fixes: write(podman, docker) };
}

/** Not safe: with a registry, Podman asks for a newer `latest`, and an image of that name that is here counts no more. */
function fixes(document: KubeDocument, use: ImageUse, reference: ImageReference, names: readonly string[]): Fix[] {
  const span = editableIn(document, use, reference.nameSpan);
  if (!span) return [];
  return names.map(name => ({
    title: { text: { en: 'Write {name}', ja: '{name} と書く' }, params: { name } },
    edits: [{ span, text: name }],
    safe: false,
  }));
}
