import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityField } from '../../parse/kube/workload.ts';
import { isUnknown, numberOf } from '../../parse/yaml/view.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { effectiveUser, fixId } from './_user.ts';

export default kubeRule({
  id: 'kube/run-as-group-without-user',
  title: { en: 'Group without a user makes root', ja: 'ユーザー指定のない runAsGroup による root 実行' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    root: {
      en: 'Podman runs container {container} as user 0 with group {group}: there is no runAsUser, and the user of the image does not count.',
      ja: 'runAsUser がないため、Podman はコンテナ {container} をユーザー 0、グループ {group} で実行します。イメージのユーザーは使われません。',
    },
  },
  why: {
    en: 'Kubernetes keeps the user of the image and changes the group. Podman writes 0:GROUP instead, so that an image which ran as somebody else runs as root because of a line that was to harden it.',
    ja: 'Kubernetes はイメージのユーザーのままグループだけを変えます。Podman は 0:グループ とするため、root 以外で動くはずのイメージが、強化のための一行によって root で動きます。',
  },
  remedy: {
    en: 'Add runAsUser with a number above 0 beside runAsGroup.',
    ja: 'runAsGroup とともに、0 より大きい番号の runAsUser を指定してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    runAsGroup: «3000» # web
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsGroup: 3000 # web
    runAsUser: 10001
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${webPod}
  securityContext: {runAsNonRoot: true}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {runAsGroup: «3000»}
`,
        fixed: `${webPod}
  securityContext: {runAsNonRoot: true}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {runAsGroup: 3000, runAsUser: 10001}
`,
      },
      // One container has a user of its own, the other has not.
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: nightly
spec:
  template:
    spec:
      securityContext:
        runAsGroup: «0»
      initContainers:
      - name: prepare
        image: quay.io/acme/app:1.4
        securityContext:
          runAsUser: 10001
      containers:
      - name: app
        image: quay.io/acme/app:1.4
      restartPolicy: Never
`,
        fixed: `apiVersion: batch/v1
kind: Job
metadata:
  name: nightly
spec:
  template:
    spec:
      securityContext:
        runAsGroup: 0
        runAsUser: 10001
      initContainers:
      - name: prepare
        image: quay.io/acme/app:1.4
        securityContext:
          runAsUser: 10001
      containers:
      - name: app
        image: quay.io/acme/app:1.4
      restartPolicy: Never
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  securityContext:
    runAsGroup: 3000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsUser: \${APP_UID}
    runAsGroup: 3000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsGroup: null
    fsGroup: 3000
    supplementalGroups: [3000]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsGroup: 3000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    oncePerPlace(containersIn(document, settings).flatMap(each => reports(document, each))),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'root'>[] {
  const { workload, container, params } = each;
  const group = securityField(workload, container, 'runAsGroup');
  const { user, isUnknown: isUnknownUser } = effectiveUser(each);
  if (!group || user || isUnknownUser || isUnknown(group.value) || workload.hasOwnUsers) return [];
  const holder = group.level === 'pod' ? workload.spec : container.value;
  return [
    {
      at: group.value.at,
      message: 'root',
      params: { ...params, group: numberOf(group.value) ?? '' },
      subject: container.path,
      fixes: fixId(document, holder, group.level, 'runAsUser'),
    },
  ];
}
