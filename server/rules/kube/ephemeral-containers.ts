import { get, itemsOf } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/ephemeral-containers',
  title: { en: 'Ephemeral containers', ja: 'エフェメラルコンテナ' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'warning' },
  aliases: ['block-ephemeral-containers'],
  references: [
    {
      title: 'Kubernetes: Ephemeral containers',
      url: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    },
    podmanKubePlay,
  ],
  messages: {
    ignored: {
      en: 'Podman does not read the ephemeral containers of {pod}: they are not there.',
      ja: 'Podman は {pod} の ephemeralContainers を読まないため、これらは作成されません。',
    },
    present: {
      en: '{pod} comes with ephemeral containers, which are for debugging a pod that runs.',
      ja: '{pod} に、動作中のポッドのデバッグ用であるエフェメラルコンテナが含まれています。',
    },
  },
  why: {
    en: 'They join a pod past the review and the limits of its other containers; a file is no place for them, and Kubernetes refuses a new pod that has some.',
    ja: 'ほかのコンテナの審査や制限を経ずにポッドに加わります。ファイルに書くものではなく、Kubernetes はこれを含む新しいポッドを拒否します。',
  },
  remedy: {
    en: 'Remove them; make a container of what has to be there.',
    ja: '削除し、必要なものは通常のコンテナにしてください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
  «ephemeralContainers»:
  - name: debug
    image: quay.io/acme/debug:1.4
    # why
`,
        fixed: `${appPod}
    # why
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  «ephemeralContainers»: [{name: debug, image: quay.io/acme/debug:1.4}]
  restartPolicy: Never
`,
        fixed: `${appPod}
  restartPolicy: Never
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      «ephemeralContainers»:
      - name: debug
        image: quay.io/acme/debug:1.4
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  ephemeralContainers: []
`,
      },
      {
        text: `${appPod}
  ephemeralContainers:
`,
      },
      {
        text: `${webPod}
  initContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {ephemeralContainers: "1"}
`,
      },
    ],
  },
  *check(document, { settings }) {
    const message = settings.profile === 'kubernetes' ? 'present' : 'ignored';
    for (const workload of document.workloads) {
      const field = get(workload.spec, 'ephemeralContainers');
      if (!field || itemsOf(field.value).length === 0) continue;
      const title = { en: 'Remove the ephemeral containers', ja: 'エフェメラルコンテナを削除する' };
      const fixes = field.merged ? [] : fixRemoving(document, [field.entry], title);
      yield { at: field.keyAt, message, params: { pod: podName(workload) }, subject: workload.path, fixes };
    }
  },
});
