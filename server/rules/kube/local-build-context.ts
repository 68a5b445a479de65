import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, textOf } from '../../parse/yaml/view.ts';
import { buildFileOf } from './_builtImages.ts';
import { playedContainers, playedIn } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/local-build-context',
  title: { en: 'Image that is built from a folder', ja: 'フォルダーからビルドされるイメージ' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    built: {
      en: 'Started in this folder, Podman builds {image} from {file} instead of pulling it.',
      ja: 'このフォルダーで起動すると、Podman は {image} を取得せず、{file} からビルドします。',
    },
  },
  why: {
    en: "A folder with the last part of the image's name is enough: what runs is what lies there, under the name of the registry, and no signature is checked.",
    ja: 'イメージ名の最後の部分と同じ名前のフォルダーがあるだけで、そこにある内容がレジストリの名前で実行され、署名も検証されません。',
  },
  remedy: {
    en: 'Call the image localhost/NAME if it is meant to be built here; otherwise use podman kube play --build=false, or pull the image first.',
    ja: 'ここでビルドする意図なら localhost/名前 というイメージ名にしてください。そうでなければ podman kube play --build=false を使うか、先にイメージを取得してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  initContainers:
  - {name: init, image: «'registry.example:5000/tools/init'»}
  containers:
  - name: app
    image: «quay.io/acme/app:1.4»
`,
        workspace: { 'app/Containerfile': 'FROM scratch\n', 'init/Dockerfile': 'FROM scratch\n' },
      },
    ],
    good: [
      {
        text: `${webPod}
  containers:
  - name: app
    image: localhost/app:1.4
  - name: short
    image: app
  - name: pinned
    image: quay.io/acme/other:1.4
  - name: templated
    image: quay.io/acme/\${NAME}
`,
        workspace: { 'app/Containerfile': 'FROM scratch\n', 'src/other/Containerfile': 'FROM scratch\n' },
      },
      {
        text: `${appPod}
`,
        workspace: { 'app/main.go': 'package main\n' },
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: nobody-knows-the-files
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings, workspace }) =>
    playedIn(document, settings).flatMap(workload => reports(workload, workspace)),
});

const reports = (workload: Workload, workspace: Workspace): Report<'built'>[] =>
  playedContainers(workload).flatMap(({ value, path }) => {
    const written = dig(value, 'image');
    const image = textOf(written);
    const reference = parseImageReference(image ?? '');
    // A name without a registry, or of this machine, says that it may be built here.
    if (!written || !image || !reference || !isFromRegistry(reference) || !reference.host) return [];
    const file = buildFileOf(reference, workspace)?.path;
    return file ? [{ at: written.at, message: 'built', params: { image, file }, subject: path }] : [];
  });
