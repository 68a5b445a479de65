import { booleanOf, dig, get, textOf } from '../../parse/yaml/view.ts';
import { fixField } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/share-process-namespace',
  title: { en: 'Processes shared among containers', ja: 'コンテナ間でのプロセスの共有' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'info' },
  references: [
    {
      title: 'Kubernetes: Share Process Namespace',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    },
  ],
  messages: {
    shared: {
      en: "The {count} containers of {pod} see each other's processes.",
      ja: '{pod} の {count} 個のコンテナは互いのプロセスを参照できます。',
    },
  },
  why: {
    en: 'A process can then read the environment variables and files of every other container that runs as the same user, secrets among them, and send signals there.',
    ja: '同じユーザーで動く他のコンテナの環境変数やファイルを、シークレットも含めて読み取り、シグナルを送ることができます。',
  },
  remedy: {
    en: 'Remove shareProcessNamespace, or run the containers as different users.',
    ja: 'shareProcessNamespace を削除するか、コンテナを別々のユーザーで実行してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  shareProcessNamespace: «true» # reload
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
        fixed: `${webPod}
  # reload
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      // An init container that goes on running beside the others.
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      shareProcessNamespace: «true»
      initContainers:
      - {name: proxy, image: quay.io/acme/proxy:1.4, restartPolicy: Always}
      containers:
      - {name: app, image: quay.io/acme/app:1.4}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: proxy, image: quay.io/acme/proxy:1.4, restartPolicy: Always}
      containers:
      - {name: app, image: quay.io/acme/app:1.4}
`,
      },
    ],
    good: [
      // Nobody is there to share with.
      {
        text: `${webPod}
  shareProcessNamespace: true
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${webPod}
  shareProcessNamespace: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  shareProcessNamespace: "{{ .Values.share }}"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
    ],
  },
  check: document =>
    document.workloads.flatMap(workload => {
      const field = get(workload.spec, 'shareProcessNamespace');
      if (!field || booleanOf(field.value) !== true) return [];
      const count = workload.containers.filter(
        ({ role, value }) => role === 'main' || (role === 'init' && textOf(dig(value, 'restartPolicy')) === 'Always'),
      ).length;
      if (count < 2) return [];
      const title = { en: 'Remove shareProcessNamespace', ja: 'shareProcessNamespace を削除する' };
      const fixes = fixField(document, workload.spec, field, false, title);
      const params = { pod: podName(workload), count };
      return [{ at: field.value.at, message: 'shared' as const, params, subject: workload.path, fixes }];
    }),
});
