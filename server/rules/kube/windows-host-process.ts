import { booleanOf, get } from '../../parse/yaml/view.ts';
import { fixField } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { placesOf } from './_securityContexts.ts';

export default kubeRule({
  id: 'kube/windows-host-process',
  title: { en: 'Process of the Windows host', ja: 'Windows ホストのプロセス' },
  // Podman runs no Windows containers.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'error' },
  aliases: ['KSV-0103', 'C-0202', 'disallow-host-process', 'hostProcess'],
  references: [
    podSecurityStandards,
    {
      title: 'Kubernetes: HostProcess Pods',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/',
    },
  ],
  messages: {
    host: {
      en: '{pod} runs as a process of the Windows host.',
      ja: '{pod} は Windows ホストのプロセスとして実行されます。',
    },
  },
  why: {
    en: "Nothing stands between such a container and the node: it has the host's files, network and devices.",
    ja: 'このコンテナとノードの間には隔離がなく、ホストのファイル・ネットワーク・デバイスを利用できます。',
  },
  remedy: {
    en: 'Remove hostProcess, or keep such pods in a namespace of their own that only administrators may use.',
    ja: 'hostProcess を削除するか、管理者だけが使える専用の名前空間に分けてください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostNetwork: true
  securityContext:
    windowsOptions:
      hostProcess: «true» # drivers
      runAsUserName: "NT AUTHORITY\\\\SYSTEM"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {windowsOptions: {hostProcess: «yes»}}
`,
        fixed: `${webPod}
  hostNetwork: true
  securityContext:
    windowsOptions:
      # drivers
      runAsUserName: "NT AUTHORITY\\\\SYSTEM"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {windowsOptions: {hostProcess: false}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  os: {name: windows}
  securityContext: {windowsOptions: {}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {windowsOptions: {hostProcess: false}}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {windowsOptions: {hostProcess: "{{ .Values.host }}"}}
`,
      },
      {
        text: `${webPod}
  securityContext: {windowsOptions: {hostProcess: true}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    placesOf(document, settings, 'windowsOptions').flatMap(({ field: { value }, subject, params }) => {
      const field = get(value, 'hostProcess');
      if (!field || booleanOf(field.value) !== true) return [];
      const title = { en: 'Do not run on the host', ja: 'ホスト上で実行しない' };
      const fixes = fixField(document, value, field, false, title);
      return [{ at: field.value.at, message: 'host' as const, params, subject, fixes }];
    }),
});
