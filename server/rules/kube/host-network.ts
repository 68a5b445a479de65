import { hostNamespaceReports } from './_hostNamespace.ts';
import { webPod } from './_podExamples.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-network',
  title: { en: "Host's network", ja: 'ホストのネットワークの共有' },
  severity: 'warning',
  aliases: ['CKV_K8S_19', 'KSV-0009', 'C-0041', 'C-0196', 'host-network', 'disallow-host-namespaces', 'hostNetworkSet'],
  references: [podSecurityStandards, cisKubernetes('5.2.5'), podmanKubePlay],
  messages: {
    host: { en: "{pod} uses the host's network.", ja: '{pod} はホストのネットワークを使用します。' },
  },
  why: {
    en: "It reaches every service that listens on the host's loopback, can listen on any of its ports, and no network policy holds for it.",
    ja: 'ホストのループバックで待ち受けるすべてのサービスに到達でき、任意のポートで待ち受けられ、ネットワークの分離も効きません。',
  },
  remedy: {
    en: 'Remove hostNetwork, and publish the ports that are needed with hostPort.',
    ja: 'hostNetwork を削除し、必要なポートだけを hostPort で公開してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostNetwork: «true» # until the move
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
x-host: &host {hostNetwork: true}
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
x-host: &host {hostNetwork: true}
spec:
  template:
    spec:
      <<: *host
      containers:
        - name: app
          image: quay.io/acme/app:1.4
      hostNetwork: false
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  hostNetwork: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env:
    - {name: hostNetwork, value: 'true'}
`,
      },
    ],
  },
  check: (document, { settings }) => hostNamespaceReports(document, 'hostNetwork', settings),
});
