import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { keyOf, type YamlEntry, type YamlNode } from '../../parse/yaml/node.ts';
import { removePart } from '../../parse/yaml/remove.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/duplicate-key',
  title: { en: 'Key that is there twice', ja: '重複するキー' },
  severity: 'error',
  isSyntax: true,
  references: [
    podmanKubePlay,
    { title: 'YAML 1.2.2, 3.2.1.3', url: 'https://yaml.org/spec/1.2.2/#3213-node-comparison' },
  ],
  messages: {
    twice: {
      en: '{key} stands here twice, and Podman refuses the whole file.',
      ja: '{key} が重複しているため、Podman はファイル全体を拒否します。',
    },
  },
  why: {
    en: 'A map has each key once. Programs that take such a file do not agree on which value counts, so that one of them checks what another does not run.',
    ja: 'マップの各キーは1回だけです。このようなファイルを受け付けるプログラムでも、どちらの値を採用するかは一致せず、検査した内容と実行される内容が異なることがあります。',
  },
  remedy: { en: 'Remove one of the two.', ja: 'どちらか一方を削除してください。' },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostNetwork: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: [{name: A, value: a, «value»: b}]
  «"hostNetwork"»: true
`,
      },
      {
        text: `${appPod}
    stdin: true # needed
    «stdin»: true
`,
        fixed: `${appPod}
    stdin: true # needed
`,
      },
      {
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", «"name"»: "web"}, "spec": {"containers": []}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": []}}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
x-a: &a {tty: true}
x-b: &b {stdin: true}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    <<: *a
    «<<»: *b
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
x-a: &a {tty: true}
x-b: &b {stdin: true, tty: false}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    <<: [*a, *b]
    tty: false
  - name: helper
    image: quay.io/acme/helper:1.4
    env: [{name: A, value: a}, {name: A, value: b}]
`,
      },
    ],
  },
  check: document => (document.yaml.isTemplate || !document.yaml.root ? [] : duplicates(document, document.yaml.root)),
});

function duplicates(document: KubeDocument, node: YamlNode, found: Report<'twice'>[] = []): Report<'twice'>[] {
  if (node.type === 'seq') for (const item of node.items) duplicates(document, item.value, found);
  if (node.type !== 'map') return found;
  const known = new Map<string, YamlEntry>();
  for (const entry of node.entries) {
    const key = keyOf(entry);
    const first = key === undefined ? undefined : known.get(key);
    if (key !== undefined && first) {
      const related = [{ at: first.key.span, text: { en: 'The first one', ja: '最初のキー' } }];
      const fixes = fixTwin(document, first, entry);
      found.push({ at: entry.key.span, message: 'twice', params: { key }, related, fixes });
    } else if (key !== undefined) known.set(key, entry);
    duplicates(document, entry.value, found);
  }
  return found;
}

/** Only where both say the same, so that nothing is lost. */
function fixTwin({ text, yaml }: KubeDocument, first: YamlEntry, second: YamlEntry): Fix[] {
  const [one, other] = [first, second].map(({ value }) =>
    value.type === 'scalar' && value.anchor === undefined ? text.slice(value.span.start, value.span.end) : undefined,
  );
  const edits = one !== undefined && one === other && !yaml.isBroken ? removePart(text, second) : undefined;
  return edits ? [{ title: { text: { en: 'Remove it', ja: '削除する' } }, edits, safe: true }] : [];
}
