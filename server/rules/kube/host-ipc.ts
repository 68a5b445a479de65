import { hostNamespaceReports } from './_hostNamespace.ts';
import { webPod } from './_podExamples.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-ipc',
  title: { en: "Host's IPC", ja: 'ホストの IPC の共有' },
  severity: 'warning',
  aliases: ['CKV_K8S_18', 'KSV-0008', 'C-0038', 'C-0195', 'host-ipc', 'hostIPCSet'],
  references: [podSecurityStandards, cisKubernetes('5.2.4'), podmanKubePlay],
  messages: {
    host: { en: "{pod} shares the host's IPC.", ja: '{pod} はホストの IPC を共有します。' },
  },
  why: {
    en: "It can read and write the shared memory and message queues of the host's programs; Podman turns SELinux confinement off for the pod.",
    ja: 'ホストのプログラムの共有メモリーやメッセージキューを読み書きできます。さらに Podman はこのポッドの SELinux による閉じ込めを無効にします。',
  },
  remedy: {
    en: 'Remove hostIPC.',
    ja: 'hostIPC を削除してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostIPC: «true» # until the move
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
x-host: &host {hostIPC: true}
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
x-host: &host {hostIPC: true}
spec:
  template:
    spec:
      <<: *host
      containers:
        - name: app
          image: quay.io/acme/app:1.4
      hostIPC: false
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  hostIPC: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env:
    - {name: hostIPC, value: 'true'}
`,
      },
      {
        settings: { podman: '4.4' },
        text: `${webPod}
  hostIPC: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) => hostNamespaceReports(document, 'hostIPC', settings),
});
