import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, textOf } from '../../parse/yaml/view.ts';
import { fixPod, fixScalar } from './_fixes.ts';
import { hostUsersOf, mayHaveOwnUsers, userNamespaceAnnotation } from './_hostUsers.ts';
import { isWhole } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/host-users',
  title: { en: "Host's users", ja: 'ホストのユーザーの共有' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'info' },
  aliases: ['HostUsers'],
  references: [
    {
      title: 'Kubernetes: User Namespaces',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
    },
    podmanKubePlay,
  ],
  messages: {
    host: { en: "{pod} asks for the host's users.", ja: '{pod} はホストのユーザーでの実行を求めています。' },
    missing: {
      en: '{pod} does not ask for users of its own.',
      ja: '{pod} は独自のユーザー名前空間を求めていません。',
    },
  },
  why: {
    en: 'Root in the container is then the user who started it, on a rootful Podman or a node of Kubernetes the real root: whoever breaks out has their rights.',
    ja: 'コンテナ内の root は起動したユーザーと同じになり、rootful の Podman や Kubernetes のノードでは本物の root です。隔離を破られると、その権限を奪われます。',
  },
  remedy: {
    en: 'Set hostUsers to false: a root inside is nobody outside.',
    ja: 'hostUsers を false にしてください。コンテナ内の root は外では何の権限も持たなくなります。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  hostUsers: «true» # old kernel
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  hostUsers: false # old kernel
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    io.podman.annotations.userns: «"host"»
spec:
  template:
    spec:
      hostUsers: false
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    io.podman.annotations.userns: "auto"
spec:
  template:
    spec:
      hostUsers: false
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      // On a rootless Podman these are the users' own subordinate ones anyway.
      {
        text: `${appPod}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: templated
spec:
  hostUsers: "{{ .Values.hostUsers }}"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Kubernetes takes no users of its own beside the host's network; Windows has none.
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostNetwork: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: windows
spec:
  os: {name: windows}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {io.podman.annotations.userns: "keep-id:uid=1000"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) => document.workloads.flatMap(workload => reports(document, settings, workload)),
});

function reports(document: KubeDocument, settings: Settings, workload: Workload): Report<'host' | 'missing'>[] {
  const exact = settings.profile === 'kubernetes';
  const annotation = exact ? undefined : userNamespaceAnnotation(workload, settings);
  const title = { en: 'Use users of its own', ja: '独自のユーザー名前空間を使う' };
  const shared = { params: { pod: podName(workload) }, subject: workload.path };
  if (annotation) {
    const { value } = annotation;
    if (textOf(value) !== 'host') return [];
    return [{ ...shared, at: value.at, message: 'host', fixes: fixScalar(document, value, 'auto', title) }];
  }
  const field = hostUsersOf(workload);
  if (!mayHaveOwnUsers(workload) || (field && booleanOf(field.value) !== true)) return [];
  const fixes = fixPod(document, workload.spec, { hostUsers: false }, title);
  if (field) return [{ ...shared, at: field.value.at, message: 'host', fixes }];
  return exact && isWhole(workload) ? [{ ...shared, at: workload.nameAt, message: 'missing', fixes }] : [];
}
