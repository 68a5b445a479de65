import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilitiesOf, type ListedCapability } from './_capabilities.ts';
import { fixScalar } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { containersIn } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/capability-name-style',
  title: { en: 'Spelling of a capability', ja: 'ケーパビリティの表記' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  references: [podSecurityStandards],
  messages: {
    style: {
      en: 'Podman reads {written} as {name}; Kubernetes does not.',
      ja: 'Podman は {written} を {name} と解釈しますが、Kubernetes は解釈しません。',
    },
  },
  why: {
    en: 'Admission by the Pod Security Standards compares letter by letter: to drop all is not to drop ALL. Some container engines of Kubernetes do not know the name either.',
    ja: 'Pod Security Standards の検査は文字どおりに比較するため、all は ALL とみなされません。Kubernetes のコンテナエンジンにも、この名前を認識しないものがあります。',
  },
  remedy: {
    en: 'Write the name in capital letters and without CAP_: Podman and Kubernetes both take it.',
    ja: 'CAP_ を付けずに大文字で書いてください。Podman でも Kubernetes でも通用します。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [«all»]
        add:
        - «CAP_NET_BIND_SERVICE» # 443
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: [ALL]
        add:
        - NET_BIND_SERVICE # 443
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities: {drop: [«'All'»]}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {drop: [ALL, «"net_raw"»]}
`,
        fixed: `${appPod}
    securityContext:
      capabilities: {drop: ['ALL']}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {drop: [ALL, "NET_RAW"]}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext:
      capabilities: {drop: &none [«all»]}
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {drop: *none}
`,
        fixed: `${appPod}
    securityContext:
      capabilities: {drop: &none [ALL]}
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {drop: *none}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `x-caps: &caps {drop: [all]}
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: «*caps»}
`,
        fixed: `x-caps: &caps {drop: [ALL]}
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: *caps}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities: {drop: [ALL, NET_RAW], add: [NET_BIND_SERVICE, "{{ .Values.capability }}"]}
`,
      },
      // What is no capability at all has a rule of its own.
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext:
      capabilities: {drop: [ALL, netraw, CAP_ALL]}
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities: {drop: [all]}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {all: chown}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    args: [all, cap_chown]
`,
      },
    ],
  },
  check(document, { settings }) {
    const listed = containersIn(document, settings).flatMap(({ container }) => [
      ...capabilitiesOf(container, 'drop'),
      ...capabilitiesOf(container, 'add'),
    ]);
    const inside = listed.filter(({ value }) => !value.outside);
    const brought = listed.filter(({ value }) => value.outside);
    // What containers share is one fault. It is reported where it stands, or at the first alias to it.
    const first = new Map([...inside, ...brought].reverse().map(each => [each.value.node, each]));
    return [...first.values()].flatMap(each => reports(document, each));
  },
});

function reports(document: KubeDocument, { value, text, name }: ListedCapability): Report<'style'>[] {
  const isKnown = name === 'ALL' ? text.length === name.length : capabilityNames.includes(name);
  if (!isKnown || text === name) return [];
  const title = { en: 'Write {name}', ja: '{name} と書く' };
  const fixes = fixScalar(document, value, name, title, { name }).map(fix => ({ ...fix, safe: true }));
  return [{ at: value.at, message: 'style', params: { written: text, name }, fixes }];
}
