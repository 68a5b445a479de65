import { get, itemsOf } from '../../parse/yaml/view.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-aliases',
  title: { en: 'Names past DNS', ja: 'DNSによらない名前解決' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  aliases: ['KSV-0007', 'HostAliases'],
  references: [podmanKubePlay],
  messages: {
    aliases: {
      en: '{pod} has host names of its own in /etc/hosts.',
      ja: '{pod} は /etc/hosts に独自のホスト名を持ちます。',
    },
  },
  why: {
    en: 'They win over DNS: the pod talks to these addresses even when the names have moved, and a changed manifest sends it elsewhere unseen.',
    ja: 'DNS より優先されるため、名前の指す先が変わってもこのアドレスと通信し、マニフェストの変更で気付かれずに別の相手へ誘導されます。',
  },
  remedy: {
    en: 'Remove hostAliases, and let DNS resolve the names.',
    ja: 'hostAliases を削除し、DNS で名前を解決してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  «hostAliases»:
  - ip: 192.0.2.7
    hostnames: [bank.example]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  hostAliases: []
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: document =>
    document.workloads.flatMap(workload => {
      const field = get(workload.spec, 'hostAliases');
      if (!field || itemsOf(field.value).length === 0) return [];
      return [{ at: field.keyAt, message: 'aliases', params: { pod: podName(workload) }, subject: workload.path }];
    }),
});
