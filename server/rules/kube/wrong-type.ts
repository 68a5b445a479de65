import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { scalarType } from '../../parse/yaml/scalar.ts';
import { booleanOf, fieldsOf, isUnknown, itemsOf, numberOf, type Value } from '../../parse/yaml/view.ts';
import { containerShape, podShape, type Shape, unreadByPodman } from '../../podman/kubeShapes.ts';
import { fixScalar } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/wrong-type',
  title: { en: 'Value of the wrong type', ja: '型の誤り' },
  severity: 'error',
  aliases: ['schema-validation'],
  references: [
    podmanKubePlay,
    {
      title: 'Kubernetes API: Pod',
      url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/',
    },
  ],
  messages: {
    boolean: { en: '{key} takes true or false.', ja: '{key} には true か false を指定します。' },
    legacy: {
      en: '{written} is a text to Podman, and {key} takes true or false.',
      ja: 'Podman は {written} を文字列とみなしますが、{key} には true か false を指定します。',
    },
    integer: { en: '{key} takes a whole number.', ja: '{key} には整数を指定します。' },
    string: { en: '{key} takes a text.', ja: '{key} には文字列を指定します。' },
    quoted: {
      en: '{key} takes a text: Kubernetes refuses {written} without quotes.',
      ja: '{key} には文字列を指定します。引用符のない {written} は Kubernetes に拒否されます。',
    },
    list: { en: '{key} takes a list.', ja: '{key} にはリストを指定します。' },
    map: { en: '{key} takes a map of fields.', ja: '{key} にはフィールドのマップを指定します。' },
  },
  why: {
    en: 'The file is refused as a whole, and nothing in it runs.',
    ja: 'ファイル全体が拒否され、何も起動しません。',
  },
  remedy: { en: 'Write a value of that type.', ja: '正しい型の値を書いてください。' },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostNetwork: «"false"» # own network
  securityContext:
    runAsUser: «'1000'»
    supplementalGroups: [«"2000"», 3000]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    tty: «yes»
    securityContext:
      privileged: «no»
      readOnlyRootFilesystem: «"True"»
`,
        fixed: `${webPod}
  hostNetwork: false # own network
  securityContext:
    runAsUser: 1000
    supplementalGroups: [2000, 3000]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    tty: true
    securityContext:
      privileged: false
      readOnlyRootFilesystem: true
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        args: «--verbose»
        securityContext:
          runAsUser: «app»
          privileged: «1»
          capabilities: {drop: «ALL»}
          seccompProfile: «RuntimeDefault»
        env: «{HOME: /tmp}»
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    args: [--port, «8080»]
    env:
    - {name: PORT, value: «8080»}
    - name: DEBUG
      value: «on»
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    args: [--port, "8080"]
    env:
    - {name: PORT, value: "8080"}
    - name: DEBUG
      value: "on"
`,
      },
    ],
    good: [
      // Podman makes texts of numbers and booleans.
      {
        text: `${webPod}
  hostNetwork: False
  securityContext: {runAsUser: 0x10, fsGroup: 1e3, supplementalGroups: [], seLinuxOptions: {level: 5}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    args: [--port, 8080, on]
    tty: !!bool "true"
    stdin:
    env: [{name: PORT, value: 8080}, {name: DEBUG, value: true}]
    securityContext:
      privileged: "{{ .Values.privileged }}"
      runAsUser: \${APP_UID}
      readOnlyRootFilesystem: !vault secret
      capabilities: {drop: [1]}
      windowsOptions: {hostProcess: "true"}
      appArmorProfile: RuntimeDefault
`,
      },
      // kubectl reads them as booleans.
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: no
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    tty: yes
    env: [{name: A, value: "8080"}, {name: B, value: 1.4.2}]
`,
      },
      // Somebody's own resource.
      {
        text: `apiVersion: acme.com/v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: "true"
`,
      },
    ],
  },
  check(document, { settings }) {
    const exact = settings.profile === 'kubernetes';
    return document.workloads.flatMap(({ spec, containers }) => [
      ...reports(document, exact, 'spec', spec, podShape),
      ...containers.flatMap(({ value }) => reports(document, exact, 'container', value, containerShape)),
    ]);
  },
});

type Key = 'boolean' | 'legacy' | 'integer' | 'string' | 'quoted' | 'list' | 'map';

function reports(document: KubeDocument, exact: boolean, key: string, value: Value, shape: Shape): Report<Key>[] {
  if (isUnknown(value)) return [];
  if (typeof shape === 'string') return reportOn(document, exact, key, value, shape);
  if ('list' in shape) {
    if (value.node.type !== 'seq') return [plain(key, value, 'list')];
    return itemsOf(value).flatMap(item => reports(document, exact, key, item, shape.list));
  }
  if (value.node.type !== 'map') return [plain(key, value, 'map')];
  return fieldsOf(value).flatMap(field => {
    const inner = exact || !unreadByPodman.has(field.key) ? lookUp(shape.fields, field.key) : undefined;
    return inner ? reports(document, exact, field.key, field.value, inner) : [];
  });
}

const plain = (key: string, { at }: Value, message: Key): Report<Key> => ({ at, message, params: { key } });

function reportOn(
  document: KubeDocument,
  exact: boolean,
  key: string,
  value: Value,
  shape: Extract<Shape, string>,
): Report<Key>[] {
  const { node } = value;
  if (shape === 'map') return node.type === 'map' ? [] : [plain(key, value, 'map')];
  if (node.type !== 'scalar') return [plain(key, value, shape)];
  const type = scalarType(node);
  const asBoolean = booleanOf(value);
  const written = node.text;
  const report = (message: Key, instead?: string | number | boolean): Report<Key>[] => {
    return [{ at: value.at, message, params: { key, written }, fixes: fixWriting(document, value, instead) }];
  };
  switch (shape) {
    case 'boolean':
      if (type === 'boolean' || (exact && asBoolean !== undefined) || node.tag !== undefined) return [];
      return asBoolean === undefined
        ? report('boolean', lookUp(booleanWords, written.toLowerCase()))
        : report('legacy', asBoolean);
    case 'integer':
      if (node.tag !== undefined || Number.isSafeInteger(numberOf(value))) return [];
      return report('integer', type === 'string' && /^(0|[1-9]\d{0,14})$/.test(written) ? Number(written) : undefined);
    default:
      // Podman makes a text of it.
      return exact && node.tag === undefined && (type === 'number' || asBoolean !== undefined)
        ? report('quoted', written)
        : [];
  }
}

const booleanWords: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** Another scalar in its place, without the quotes that made a text of it. */
function fixWriting(document: KubeDocument, value: Value, instead: string | number | boolean | undefined): Fix[] {
  if (instead === undefined || value.outside) return [];
  const title = { en: 'Write {instead}', ja: '{instead} と書く' };
  const text = typeof instead === 'string' ? JSON.stringify(instead) : instead;
  return fixScalar(document, value, instead, title, { instead: String(text) });
}
