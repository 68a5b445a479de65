import { hostNamespaceReports } from './_hostNamespace.ts';
import { webPod } from './_podExamples.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-pid',
  title: { en: "Host's processes", ja: 'ホストのプロセスの共有' },
  severity: 'warning',
  aliases: ['CKV_K8S_17', 'KSV-0010', 'C-0038', 'C-0194', 'host-pid', 'hostPIDSet'],
  references: [podSecurityStandards, cisKubernetes('5.2.3'), podmanKubePlay],
  messages: {
    host: { en: "{pod} shares the host's processes.", ja: '{pod} はホストのプロセスを共有します。' },
  },
  why: {
    en: "It sees the host's processes with their arguments and can send them signals; Podman turns SELinux confinement off for the pod.",
    ja: 'ホストのプロセスとその引数が見え、シグナルを送れます。さらに Podman はこのポッドの SELinux による閉じ込めを無効にします。',
  },
  remedy: {
    en: 'Remove hostPID.',
    ja: 'hostPID を削除してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostPID: «true» # until the move
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  # until the move
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
x-host: &host {hostPID: true}
spec:
  template:
    spec:
      <<: «*host»
      containers:
        - name: app
          image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: web
x-host: &host {hostPID: true}
spec:
  template:
    spec:
      <<: *host
      containers:
        - name: app
          image: quay.io/acme/app:1.4
      hostPID: false
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  hostPID: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env:
    - {name: hostPID, value: 'true'}
`,
      },
      {
        settings: { podman: '4.3' },
        text: `${webPod}
  hostPID: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) => hostNamespaceReports(document, 'hostPID', settings),
});
