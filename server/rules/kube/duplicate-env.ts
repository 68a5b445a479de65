import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/duplicate-env',
  title: { en: 'Variable given twice', ja: '重複した環境変数' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'warning' },
  aliases: ['C-0295', 'duplicate-env-var', 'environment-variable-key-duplication'],
  references: [
    {
      title: 'Kubernetes: Environment variables for a container',
      url: 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
    },
    podmanKubePlay,
  ],
  messages: {
    overridden: {
      en: 'Container {container} gives {name} again further down: this value is never used.',
      ja: 'コンテナ {container} では後で {name} が再び指定されているため、この値は使われません。',
    },
  },
  why: {
    en: 'The last one counts. Whoever reads or changes the first one believes in a setting that nobody has.',
    ja: '有効なのは最後の値だけです。先の値を読んだり変えたりする人は、効いていない設定を信じることになります。',
  },
  remedy: {
    en: 'Keep the one that is meant.',
    ja: '意図した方だけを残してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    env:
    - name: LOG
      value: debug
    - name: «PORT»
      value: "8080"
    # for the proxy
    - name: PORT
      value: "9090"
`,
        fixed: `${appPod}
    env:
    - name: LOG
      value: debug
    # for the proxy
    - name: PORT
      value: "9090"
`,
      },
      {
        text: `${appPod}
    env: [{name: «A», value: a}, {name: B, value: b}, {name: «A», valueFrom: {secretKeyRef: {name: s, key: a}}}, {name: A, value: ""}]
`,
        fixed: `${appPod}
    env: [{name: B, value: b}, {name: A, value: ""}]
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
      initContainers:
      - name: prepare
        image: quay.io/acme/app:1.4
        env: &env
        - {value: one, name: «MODE»} # old
        - {value: two, name: MODE}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        env: *env
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers:
      - name: prepare
        image: quay.io/acme/app:1.4
        env: &env
        # old
        - {value: two, name: MODE}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        env: *env
`,
      },
    ],
    good: [
      // The first one is used, in the URL.
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    env:
    - {name: HOST, value: a}
    - {name: URL, value: "http://$(HOST)/"}
    - {name: HOST, value: b}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    env:
    - {name: PATH, value: /opt/bin}
    - {name: PATH, value: "$(PATH):/usr/bin"}
`,
      },
      {
        text: `${appPod}
    env:
    - {name: A, value: a}
    - {name: a, value: b}
  - name: other
    image: quay.io/acme/app:1.4
    env: [{name: A, value: a}]
`,
      },
      {
        text: `${appPod}
    env:
    - {name: "\${ONE}", value: a}
    - {name: "\${ONE}", value: b}
    - value: nameless
    - value: nameless
`,
      },
      {
        text: `${appPod}
    envFrom: [{configMapRef: {name: a}}, {configMapRef: {name: a}}]
    env: [{name: A, value: a}]
`,
      },
    ],
  },
  check(document, { settings }) {
    // What several containers share through an alias is one fault.
    const seen = new Set<unknown>();
    return containersIn(document, settings).flatMap(each =>
      reports(document, each).filter(({ node }) => !seen.has(node) && seen.add(node)),
    );
  },
});

type OverriddenReport = Report<'overridden'> & { readonly node: unknown };

function reports(document: KubeDocument, { container, params }: ContainerCase): OverriddenReport[] {
  const found: OverriddenReport[] = [];
  const known = new Set<string>();
  // Kubernetes puts the value that stands above into $(NAME), which is then used after all.
  const used = new Set<string>();
  for (const variable of itemsOf(dig(container.value, 'env')).reverse()) {
    const { node, written, outside } = variable;
    const named = dig(variable, 'name');
    const name = textOf(named);
    if (named && name !== undefined && known.has(name) && !used.has(name)) {
      const title = { en: 'Remove the one that does not count', ja: '使われない方を削除する' };
      const fixes = written.holder && !outside ? fixRemoving(document, [written.holder], title) : [];
      const { path: subject } = container;
      found.push({ at: named.at, message: 'overridden', params: { ...params, name }, subject, fixes, node });
    }
    if (name !== undefined) known.add(name);
    used.delete(name ?? '');
    for (const [, other = ''] of textOf(dig(variable, 'value'))?.matchAll(/\$\(([^()$]+)\)/g) ?? []) used.add(other);
  }
  return found.reverse();
}
