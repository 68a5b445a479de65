import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, dig, get, isUnknown, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { fixContainer } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/allow-privilege-escalation',
  title: { en: 'Privilege escalation allowed', ja: '権限昇格の許可' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  aliases: [
    'CKV_K8S_20',
    'C-0197',
    'KSV-0001',
    'C-0016',
    'privilege-escalation-container',
    'disallow-privilege-escalation',
    'privilegeEscalationAllowed',
  ],
  references: [podSecurityStandards, cisKubernetes('5.2.6'), podmanKubePlay],
  messages: {
    missing: {
      en: 'Container {container} does not forbid privilege escalation.',
      ja: 'コンテナ {container} は権限昇格を禁止していません。',
    },
    pod: {
      en: 'No container of {pod} forbids privilege escalation.',
      ja: '{pod} のどのコンテナも権限昇格を禁止していません。',
    },
    allowed: {
      en: 'Container {container} allows privilege escalation.',
      ja: 'コンテナ {container} は権限昇格を許可しています。',
    },
  },
  why: {
    en: 'Without no_new_privs a process gains rights by starting a setuid program such as su. Podman sets it only where allowPrivilegeEscalation is false.',
    ja: 'no_new_privs がないと、su のような setuid プログラムを起動したプロセスが権限を得られます。Podman がこれを設定するのは allowPrivilegeEscalation が false のときだけです。',
  },
  remedy: {
    en: "Set allowPrivilegeEscalation to false in the container's securityContext.",
    ja: 'コンテナの securityContext で allowPrivilegeEscalation を false にしてください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4 # the app
    ports: []
`,
        fixed: `${webPod}
  containers:
  - name: app
    image: quay.io/acme/app:1.4 # the app
    securityContext:
      allowPrivilegeEscalation: false
    ports: []
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - image: quay.io/acme/helper:1.4
    name: helper
    securityContext: {}
`,
        fixed: `${appPod}
    securityContext:
      allowPrivilegeEscalation: false
  - image: quay.io/acme/helper:1.4
    name: helper
    securityContext: {allowPrivilegeEscalation: false}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: true
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      allowPrivilegeEscalation: «true»
`,
        fixed: `${appPod}
    securityContext:
      privileged: false
      allowPrivilegeEscalation: false
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      allowPrivilegeEscalation: false
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        add: [SYS_ADMIN]
`,
      },
    ],
    good: [
      // A patch says what it changes.
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: app
        env: []
      - name: helper
        $patch: delete
`,
      },
      {
        text: `${appPod}
    securityContext:
      allowPrivilegeEscalation: false
  - name: open
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: true
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext:
      allowPrivilegeEscalation: "{{ .Values.escalation }}"
`,
      },
      {
        text: `${webPod}
  os:
    name: windows
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings)
      .filter(({ workload }) => !workload.isWindows)
      .flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'missing' | 'pod' | 'allowed'>[] {
  const { container, params, pod, isWhole } = each;
  const field = get(dig(container.value, 'securityContext'), 'allowPrivilegeEscalation');
  if (isUnknown(field?.value) || booleanOf(field?.value) === false || !(field || isWhole)) return [];
  const shared = { params, subject: container.path, fixes: fixesFor(document, each) };
  return field
    ? [{ ...shared, at: field.value.at, message: 'allowed' }]
    : [{ ...shared, at: container.nameAt, message: 'missing', group: pod }];
}

/** Kubernetes refuses `false` beside `privileged` and SYS_ADMIN: the one goes with it, the other must be removed first. */
function fixesFor(document: KubeDocument, { container }: ContainerCase) {
  const security = dig(container.value, 'securityContext');
  const added = itemsOf(dig(security, 'capabilities', 'add')).map(value => capabilityName(textOf(value) ?? ''));
  if (added.includes('SYS_ADMIN')) return [];
  const privileged = booleanOf(dig(security, 'privileged')) === true;
  return fixContainer(
    document,
    container.value,
    { securityContext: { ...(privileged ? { privileged: false } : {}), allowPrivilegeEscalation: false } },
    privileged
      ? { en: 'Forbid privilege escalation and privileged mode', ja: '権限昇格と特権モードを禁止する' }
      : { en: 'Forbid privilege escalation', ja: '権限昇格を禁止する' },
  );
}
