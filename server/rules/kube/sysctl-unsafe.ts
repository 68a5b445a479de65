import { dig, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { safeSysctls } from '../../podman/podSecurity.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { placesOf } from './_securityContexts.ts';

export default kubeRule({
  id: 'kube/sysctl-unsafe',
  title: { en: 'Sysctl that Kubernetes calls unsafe', ja: 'Kubernetes が安全とみなさない sysctl' },
  // What is not confined to the pod, Podman refuses: sysctl-refused.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  impliedBy: ['kube/sysctl-refused'],
  aliases: ['KSV-0026', 'unsafe-sysctls', 'restrict-sysctls'],
  references: [podSecurityStandards, cisKubernetes('5.7.3')],
  messages: {
    unsafe: {
      en: '{pod} sets {name}, which is not on the list of safe sysctls.',
      ja: '{pod} は、安全な sysctl の一覧にない {name} を設定しています。',
    },
  },
  why: {
    en: 'Such a setting may reach the other pods of the node or starve it; the kubelet refuses it unless an administrator allowed it.',
    ja: 'ノード上の他のポッドに影響したり、ノードの資源を使い果たしたりするおそれがあります。管理者が許可しない限り kubelet は拒否します。',
  },
  remedy: { en: 'Remove it, or set it on the node.', ja: '削除するか、ノード側で設定してください。' },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    sysctls:
    - name: net.ipv4.ip_unprivileged_port_start
      value: "80"
    - name: «net.core.somaxconn»
      value: "1024"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    sysctls:
    - name: net.ipv4.ip_unprivileged_port_start
      value: "80"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
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
      securityContext: {sysctls: [{name: «kernel.sem», value: 1 2 3 4}]}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    sysctls:
    - {name: kernel.shm_rmid_forced, value: "1"}
    - {name: net.ipv4.tcp_rmem, value: 4096 87380 6291456}
    - {name: net.ipv4.tcp_notsent_lowat, value: "16384"}
    - {name: "{{ .Values.sysctl }}", value: "1"}
    - {value: "1"}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // In a container it means nothing.
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {sysctls: [{name: kernel.sem, value: "1"}]}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    placesOf(document, settings, 'sysctls').flatMap(({ field, subject, params }) =>
      itemsOf(field.value).flatMap(item => {
        const value = dig(item, 'name');
        const name = textOf(value);
        if (!value || name === undefined || Object.hasOwn(safeSysctls, name)) return [];
        const { holder } = item.written;
        const title = { en: 'Do not set {name}', ja: '{name} を設定しない' };
        const fixes = holder ? fixRemoving(document, [holder], title, { name }) : [];
        return [{ at: value.at, message: 'unsafe' as const, params: { ...params, name }, subject, fixes }];
      }),
    ),
});
