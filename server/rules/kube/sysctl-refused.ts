import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { isNamespacedSysctl, sysctlsSince } from '../../podman/kubeSecurity.ts';
import { fixRemoving } from './_fixes.ts';
import { playedIn } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/sysctl-refused',
  title: { en: 'Sysctl that Podman refuses', ja: 'Podman が拒否する sysctl' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  podman: sysctlsSince,
  references: [
    podmanKubePlay,
    { title: 'podman-run(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#sysctl-name-value' },
  ],
  messages: {
    host: {
      en: '{name} belongs to the whole host: Podman refuses the file.',
      ja: '{name} はホスト全体の設定であるため、Podman はこのファイルを拒否します。',
    },
    network: {
      en: "{pod} sets {name} and uses the host's network: Podman refuses the file.",
      ja: '{pod} はホストのネットワークを使いながら {name} を設定しているため、Podman はこのファイルを拒否します。',
    },
  },
  why: {
    en: 'A pod can set only what its own IPC and network namespaces have; at anything else podman kube play stops with an error.',
    ja: 'ポッドが設定できるのは、自身の IPC とネットワークの名前空間に属するものだけです。それ以外では podman kube play がエラーで終了します。',
  },
  remedy: {
    en: 'Remove it; what the whole host needs is set in /etc/sysctl.d.',
    ja: '削除してください。ホスト全体に必要な設定は /etc/sysctl.d に書きます。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    sysctls:
    - name: «vm.max_map_count» # search
      value: "262144"
    - name: net.core.somaxconn
      value: "1024"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    sysctls:
    - name: net.core.somaxconn
      value: "1024"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: true
  securityContext: {sysctls: [{name: «net.core.somaxconn», value: "1"}, {name: kernel.sem, value: "1"}]}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: true
  securityContext: {sysctls: [{name: kernel.sem, value: "1"}]}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  hostIPC: true
  securityContext:
    sysctls:
    - {name: fs.mqueue.msg_max, value: "20"}
    - {name: kernel.msgmax, value: "65536"}
    - {name: net.ipv4.ip_forward, value: "1"}
    - {name: "\${SYSCTL}", value: "1"}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Podman does not play it, and before 4.5 it set no sysctls.
      {
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    spec:
      securityContext: {sysctls: [{name: vm.swappiness, value: "1"}]}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.4' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {sysctls: [{name: vm.swappiness, value: "1"}]}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(workload =>
      itemsOf(dig(workload.spec, 'securityContext', 'sysctls')).flatMap(item => reports(document, workload, item)),
    ),
});

function reports(document: KubeDocument, workload: Workload, item: Value): Report<'host' | 'network'>[] {
  const value = dig(item, 'name');
  const name = textOf(value);
  if (!value || name === undefined) return [];
  const isForeign = !isNamespacedSysctl(name);
  const clashes = name.startsWith('net.') && booleanOf(dig(workload.spec, 'hostNetwork')) === true;
  if (!isForeign && !clashes) return [];
  const { holder } = item.written;
  const title = { en: 'Do not set {name}', ja: '{name} を設定しない' };
  return [
    {
      at: value.at,
      message: isForeign ? 'host' : 'network',
      params: { pod: podName(workload), name },
      subject: workload.path,
      fixes: holder ? fixRemoving(document, [holder], title, { name }) : [],
    },
  ];
}
