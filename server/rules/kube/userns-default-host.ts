import { fixPod } from './_fixes.ts';
import { hostUsersOf, mayHaveOwnUsers, userNamespaceAnnotation } from './_hostUsers.ts';
import { isWhole, playedIn } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/userns-default-host',
  title: { en: "Host's users by default", ja: '既定でのホストのユーザーの共有' },
  // Rootless pods live in their user's namespace anyway.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  podman: '>=4.3',
  references: [
    podmanKubePlay,
    {
      title: 'Podman: --userns',
      url: 'https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html#userns-mode',
    },
  ],
  messages: {
    default: {
      en: '{pod} gets no user namespace of its own, whatever containers.conf says.',
      ja: '{pod} には、containers.conf の設定にかかわらず、独自のユーザー名前空間が作られません。',
    },
  },
  why: {
    en: 'podman kube play does not read userns of containers.conf. Where root starts it, root in the container is root of the host.',
    ja: 'podman kube play は containers.conf の userns を読みません。root が起動すると、コンテナ内の root はホストの root になります。',
  },
  remedy: {
    en: 'Set hostUsers to false, or play the file with --userns auto.',
    ja: 'hostUsers を false にするか、--userns auto を付けて実行してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
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
      {
        settings: { profile: 'strict' },
        file: 'deployment.json',
        text: `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": «"web"»},
  "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}]}}}}
`,
        fixed: `{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
  "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}], "hostUsers": false}}}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: mapped
  annotations: {io.podman.annotations.userns: keep-id}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // A patch, and what Podman does not play.
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        env: []
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${appPod}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .filter(workload => isWhole(workload) && mayHaveOwnUsers(workload))
      .filter(workload => !hostUsersOf(workload) && !userNamespaceAnnotation(workload, settings))
      .map(workload => ({
        at: workload.nameAt,
        message: 'default',
        params: { pod: podName(workload) },
        subject: workload.path,
        fixes: fixPod(
          document,
          workload.spec,
          { hostUsers: false },
          { en: 'Use users of its own', ja: '独自のユーザー名前空間を使う' },
        ),
      })),
});
