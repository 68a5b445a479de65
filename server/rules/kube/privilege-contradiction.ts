import { booleanOf, dig } from '../../parse/yaml/view.ts';
import { capabilitiesOf } from './_capabilities.ts';
import { appPod } from './_podExamples.ts';
import { containersIn } from './_pods.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/privilege-contradiction',
  title: { en: 'Escalation forbidden, and rights given', ja: '権限昇格の禁止と権限付与の矛盾' },
  // Podman takes both, and privileged or cap-dangerous says what is wrong with it.
  severity: { podman: 'off', strict: 'info', kubernetes: 'error' },
  references: [
    {
      title: 'Kubernetes: Configure a Security Context',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
  ],
  messages: {
    refused: {
      en: 'Kubernetes refuses allowPrivilegeEscalation: false beside {what} in container {container}.',
      ja: 'コンテナ {container} には {what} があるため、Kubernetes は allowPrivilegeEscalation: false を拒否します。',
    },
  },
  why: {
    en: 'A process that has all rights cannot be kept from gaining some: the API server takes the one or the other.',
    ja: 'すべての権限を持つプロセスの権限昇格は禁止できないため、API サーバーはどちらか一方しか受け付けません。',
  },
  remedy: {
    en: 'Take the rights away, and leave escalation forbidden.',
    ja: '権限昇格の禁止は残し、権限の付与を取り除いてください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      privileged: true
      allowPrivilegeEscalation: «false» # really
  - name: mounts
    image: quay.io/acme/app:1.4
    securityContext: {allowPrivilegeEscalation: «false», capabilities: {add: [CAP_SYS_ADMIN]}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {privileged: false, allowPrivilegeEscalation: false}
  - name: open
    image: quay.io/acme/app:1.4
    securityContext: {privileged: true, allowPrivilegeEscalation: true}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {privileged: "{{ .Values.open }}", allowPrivilegeEscalation: false}
`,
      },
      // The API server looks for this one word.
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(({ container, params: { container: name } }) => {
      const security = dig(container.value, 'securityContext');
      const escalation = dig(security, 'allowPrivilegeEscalation');
      if (!escalation || booleanOf(escalation) !== false) return [];
      const what = booleanOf(dig(security, 'privileged')) === true ? 'privileged' : 'CAP_SYS_ADMIN';
      const isThere = what === 'privileged' || capabilitiesOf(container, 'add').some(({ text }) => text === what);
      if (!isThere) return [];
      return [
        { at: escalation.at, message: 'refused' as const, params: { container: name, what }, subject: container.path },
      ];
    }),
});
