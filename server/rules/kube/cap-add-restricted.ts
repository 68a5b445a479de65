import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dangerousCapabilities } from '../../podman/capabilities.ts';
import { baselineCapabilities, restrictedCapability } from '../../podman/podSecurity.ts';
import { capabilitiesOf } from './_capabilities.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { capabilitiesManual, cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cap-add-restricted',
  title: { en: 'Added capability', ja: 'ケーパビリティの追加' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'warning' },
  aliases: [
    'CKV_K8S_25',
    'C-0200',
    'KSV-0022',
    'KSV-0106',
    'disallow-capabilities-strict',
    'adding-capabilities-strict',
  ],
  references: [podSecurityStandards, cisKubernetes('5.2.9'), capabilitiesManual],
  messages: {
    added: {
      en: 'Container {container} adds the capability {name}.',
      ja: 'コンテナ {container} はケーパビリティ {name} を追加しています。',
    },
    spelling: {
      en: 'Container {container} adds {name}, which the Pod Security Standards do not take for {capability}.',
      ja: 'コンテナ {container} が追加している {name} を、Pod Security Standards は {capability} とみなしません。',
    },
  },
  why: {
    en: 'Each capability is a part of what makes root powerful. The restricted Pod Security Standard lets a container add NET_BIND_SERVICE and nothing else; to a user who is not root Podman gives an added capability for real, as an ambient one.',
    ja: 'ケーパビリティは root の権限の一部です。Pod Security Standards の restricted では NET_BIND_SERVICE だけを追加できます。Podman は root でないユーザーにも、追加されたものを ambient ケーパビリティとして実際に与えます。',
  },
  remedy: {
    en: 'Remove it; a program that only changes owners or users at its start can be given an image that is prepared so.',
    ja: '削除してください。起動時に所有者やユーザーを変えるだけなら、イメージの側であらかじめ設定できます。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [ALL]
        add:
        - «CHOWN» # data
        - NET_BIND_SERVICE
        - «SYS_ADMIN»
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: [ALL]
        add:
        # data
        - NET_BIND_SERVICE
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: own, image: 'quay.io/acme/app:1.4', securityContext: {capabilities: {add: [«chown»], drop: [ALL]}}}
      containers:
      - {name: app, image: 'quay.io/acme/app:1.4'}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: own, image: 'quay.io/acme/app:1.4', securityContext: {capabilities: {drop: [ALL]}}}
      containers:
      - {name: app, image: 'quay.io/acme/app:1.4'}
`,
      },
      // Admission compares the text.
      {
        settings: { profile: 'kubernetes' },
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"capabilities": {"drop": ["ALL"], "add": [«"CAP_NET_BIND_SERVICE"»]}}}
]}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"capabilities": {"drop": ["ALL"]}}}
]}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities:
        add: [NET_BIND_SERVICE, "{{ .Values.capability }}", \${CAPABILITY}]
        drop: [CHOWN, ALL]
  - name: none
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {add: []}}
  - name: "null"
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        add:
`,
      },
      // Podman gives it anyway; what is worse has rules of its own.
      {
        text: `${appPod}
    securityContext: {capabilities: {add: [CHOWN], drop: [ALL]}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext: {capabilities: {add: [IPC_LOCK, SYS_ADMIN, cap_net_bind_service], drop: [ALL]}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  os: {name: windows}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {add: [CHOWN]}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings)
      .filter(({ workload }) => !workload.isWindows)
      .flatMap(each => reports(document, each, settings.profile === 'kubernetes')),
});

/** Exactly, as admission does; or only what no graver rule has a word for. */
function reports(document: KubeDocument, each: ContainerCase, exact: boolean): Report<'added' | 'spelling'>[] {
  const { container, params } = each;
  return capabilitiesOf(container, 'add').flatMap(({ value, text, name }) => {
    const isGraver = !baselineCapabilities.has(name) || Object.hasOwn(dangerousCapabilities, name);
    if (exact ? text === restrictedCapability : name === restrictedCapability || isGraver) return [];
    const { holder } = value.written;
    return [
      {
        at: value.at,
        message: exact && name === restrictedCapability ? 'spelling' : 'added',
        params: { ...params, name: text, capability: name },
        subject: container.path,
        fixes: holder
          ? fixRemoving(document, [holder], { en: 'Do not add {name}', ja: '{name} を追加しない' }, { name: text })
          : [],
      },
    ];
  });
}
