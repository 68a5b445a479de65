import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField, securityField, type Workload } from '../../parse/kube/workload.ts';
import { numberOf } from '../../parse/yaml/view.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace, podName } from './_pods.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { fixId } from './_user.ts';

export default kubeRule({
  id: 'kube/run-as-user-root',
  title: { en: 'Container that runs as root', ja: 'root で実行されるコンテナ' },
  severity: 'warning',
  aliases: ['KSV-0105', 'C-0013', 'require-run-as-non-root-user', 'run-as-non-root', 'runAsRootAllowed'],
  references: [podSecurityStandards, cisKubernetes('5.2.7'), podmanKubePlay],
  messages: {
    container: { en: 'Container {container} runs as root.', ja: 'コンテナ {container} は root で実行されます。' },
    pod: { en: 'Containers of {pod} run as root.', ja: '{pod} のコンテナは root で実行されます。' },
  },
  why: {
    en: 'Root inside a container is the first half of every escape, and on a rootful Podman without user namespaces it is root of the host.',
    ja: 'コンテナ内の root は脱出の第一歩です。ユーザー名前空間を使わない rootful の Podman では、ホストの root そのものです。',
  },
  remedy: {
    en: 'Set runAsUser to a number above 0 that owns what the program writes, or start the pod in a user namespace (hostUsers: false).',
    ja: 'runAsUser に、書き込み先を所有する 0 より大きい番号を指定するか、ユーザー名前空間（hostUsers: false）で起動してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    runAsUser: 1000
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: «0x0», runAsNonRoot: true}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 1000
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: 10001, runAsNonRoot: true}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Both containers inherit it.
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext:
        runAsUser: «0» # to bind 80
      containers:
      - name: app
        image: quay.io/acme/app:1.4
      - name: helper
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext:
        runAsUser: 10001 # to bind 80
      containers:
      - name: app
        image: quay.io/acme/app:1.4
      - name: helper
        image: quay.io/acme/app:1.4
`,
      },
      // The standards forbid it even where every container overrides it.
      {
        settings: { profile: 'kubernetes' },
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
  "securityContext": {"runAsUser": «0»},
  "containers": [{"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"runAsUser": 1000}}]
}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
  "securityContext": {"runAsUser": 10001},
  "containers": [{"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"runAsUser": 1000}}]
}}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: first
    image: quay.io/acme/app:1.4
    securityContext: &root
      runAsUser: «0»
  - name: second
    image: quay.io/acme/app:1.4
    securityContext:
      <<: «*root»
      readOnlyRootFilesystem: true
`,
        fixed: `${webPod}
  containers:
  - name: first
    image: quay.io/acme/app:1.4
    securityContext: &root
      runAsUser: 10001
  - name: second
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *root
      readOnlyRootFilesystem: true
      runAsUser: 10001
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  securityContext:
    runAsUser: 0
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: false
  securityContext:
    runAsUser: 0
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: "{{ .Values.uid }}"}
  - name: unset
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: null}
  - name: text
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: "0"}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {runAsUser: "0"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: [{name: runAsUser, value: "0"}]
    securityContext: {runAsUser: 10001, runAsGroup: 0}
`,
      },
    ],
  },
  check(document, { settings }) {
    const containers = containersIn(document, settings).flatMap(each => containerReports(document, each));
    // The Pod Security Standards forbid the pod's value even where no container inherits it.
    const pods =
      settings.profile === 'kubernetes' ? document.workloads.flatMap(each => podReports(document, each)) : [];
    return oncePerPlace([...containers, ...pods]);
  },
});

function containerReports(
  document: KubeDocument,
  { workload, container, params }: ContainerCase,
): Report<'container' | 'pod'>[] {
  const user = securityField(workload, container, 'runAsUser');
  if (workload.hasOwnUsers || !user || numberOf(user.value) !== 0) return [];
  const holder = user.level === 'pod' ? workload.spec : container.value;
  const fixes = fixId(document, holder, user.level, 'runAsUser');
  return [{ at: user.value.at, message: user.level, params, subject: container.path, fixes }];
}

function podReports(document: KubeDocument, workload: Workload): Report<'pod'>[] {
  const user = podSecurityField(workload, 'runAsUser');
  if (workload.hasOwnUsers || !user || numberOf(user.value) !== 0) return [];
  const fixes = fixId(document, workload.spec, 'pod', 'runAsUser');
  return [{ at: user.value.at, message: 'pod', params: { pod: podName(workload) }, subject: workload.path, fixes }];
}
