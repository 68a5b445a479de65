import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { capabilityNames, dangerousCapabilities } from '../../podman/capabilities.ts';
import { baselineCapabilities } from '../../podman/podSecurity.ts';
import { capabilitiesOf } from './_capabilities.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { capabilitiesManual, cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cap-add-baseline',
  title: { en: 'Capability beyond the usual ones', ja: '標準の範囲を超えるケーパビリティ' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'warning' },
  impliedBy: ['kube/privileged'],
  aliases: ['disallow-capabilities', 'adding-capabilities', 'C-0046', 'insecureCapabilities'],
  references: [podSecurityStandards, cisKubernetes('5.2.9'), capabilitiesManual],
  messages: {
    added: {
      en: 'Container {container} adds {name}, which containers do not have by default.',
      ja: 'コンテナ {container} は、標準ではコンテナに与えられない {name} を追加しています。',
    },
  },
  why: {
    en: 'It is none of those that a container engine gives to every container because they end at the container. The baseline Pod Security Standard forbids to add it.',
    ja: '影響がコンテナ内に収まるものとしてすべてのコンテナに与えられるケーパビリティではありません。Pod Security Standards の baseline でも追加が禁止されています。',
  },
  remedy: {
    en: 'Remove it, or write down beside it what needs it.',
    ja: '削除するか、必要な理由をそばに書いてください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: vault
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        add: [«IPC_LOCK», NET_BIND_SERVICE]
        drop: [ALL]
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: vault
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        add: [NET_BIND_SERVICE]
        drop: [ALL]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities:
        add:
          - «NET_RAW»
          - «chown»
          - «"CAP_KILL"»
          - KILL
        drop: [ALL]
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        add:
          - KILL
        drop: [ALL]
`,
      },
      // The last item takes the list along.
      {
        text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nice
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: app
            image: quay.io/acme/app:1.4
            securityContext:
              capabilities:
                add:
                - «cap_sys_nice»
                drop:
                - ALL
`,
        fixed: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nice
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
          - name: app
            image: quay.io/acme/app:1.4
            securityContext:
              capabilities:
                drop:
                - ALL
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    securityContext:
      capabilities: {add: [chown, CAP_SETUID, AUDIT_WRITE, MKNOD], drop: [ALL]}
`,
      },
      // These have rules of their own: what is dangerous, and what is no capability.
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    securityContext:
      capabilities: {add: [SYS_ADMIN, NET_RAW, NET_BIND], drop: [ALL]}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities:
        add: [AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP]
        drop: [IPC_LOCK]
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {add: "{{ .Values.capabilities }}"}}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: open
    image: quay.io/acme/app:1.4
    securityContext: {privileged: true, capabilities: {add: [IPC_LOCK]}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(each => reports(document, each, settings.profile === 'kubernetes')),
});

/** Exactly, as admission does; or only what no graver rule has a word for. */
function reports(document: KubeDocument, { container, params }: ContainerCase, exact: boolean): Report<'added'>[] {
  return capabilitiesOf(container, 'add').flatMap(({ value, text, name }) => {
    const hasOtherRule = Object.hasOwn(dangerousCapabilities, name) || !capabilityNames.includes(name);
    if (exact ? baselineCapabilities.has(text) : baselineCapabilities.has(name) || hasOtherRule) return [];
    const { holder } = value.written;
    const title = { en: 'Do not add {name}', ja: '{name} を追加しない' };
    const fixes = holder ? fixRemoving(document, [holder], title, { name: text }) : [];
    return [{ at: value.at, message: 'added', params: { ...params, name: text }, subject: container.path, fixes }];
  });
}
