import { isRuntimeAnnotation } from '../../podman/kubeAnnotations.ts';
import { annotationsOf } from './_annotations.ts';
import { fixRemoving } from './_fixes.ts';
import { playedIn } from './_played.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/run-oci-annotation',
  title: { en: 'Order to the OCI runtime', ja: 'OCIランタイムへの指示' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay, { title: 'crun(1)', url: 'https://github.com/containers/crun/blob/main/crun.1.md' }],
  messages: {
    order: {
      en: 'Podman hands {key} of {pod} to the OCI runtime as it is.',
      ja: 'Podman は {pod} の {key} をそのまま OCI ランタイムに渡します。',
    },
  },
  why: {
    en: "These annotations go past all that the file says about security: they keep the caller's groups, replace the seccomp filter, run hooks on the host, or change the cgroup.",
    ja: 'これらのアノテーションは、ファイルのセキュリティ設定に関係なく、呼び出し元のグループの保持、seccomp フィルターの差し替え、ホストでのフックの実行、cgroup の変更を行います。',
  },
  remedy: {
    en: 'Remove it. If the container needs a group of the caller, give it that one with supplementalGroups.',
    ja: '削除してください。コンテナに呼び出し元のグループが必要な場合は、supplementalGroups でそのグループだけを渡してください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    team: web
    «run.oci.keep_original_groups»: "1" # for the disk
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    team: web
    # for the disk
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {«run.oci.seccomp_bpf_data»: AAAA}}
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    run.oci.handler: krun
    run.ocean.io/x: "1"
  labels: {run.oci.keep_original_groups: "1"}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  annotations: {run.oci.keep_original_groups: "1"}
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(workload =>
      annotationsOf(workload.object.metadata)
        .filter(({ key }) => isRuntimeAnnotation(key))
        .map(({ key, keyAt, entry, merged }) => {
          const fixes = merged ? [] : fixRemoving(document, [entry], { en: 'Remove it', ja: '削除する' });
          return {
            at: keyAt,
            message: 'order',
            params: { key, pod: podName(workload) },
            subject: workload.path,
            fixes,
          };
        }),
    ),
});
