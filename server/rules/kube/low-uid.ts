import type { Report } from '../../core/rule.ts';
import type { Profile } from '../../core/severity.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { numberOf } from '../../parse/yaml/view.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { kubeRule } from './_rule.ts';
import { effectiveUser, fixId } from './_user.ts';

/** Below it lie the users that a host makes for its people and its services. */
const lowest = 10_000;

export default kubeRule({
  id: 'kube/low-uid',
  title: { en: 'User with a low number', ja: '小さい番号のユーザー' },
  // A user of a rootless container, and of one in a user namespace, is a high number on the host whatever it is inside.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  aliases: ['CKV_K8S_40', 'KSV-0020', 'container-security-context-user-group-id', 'RunAsUser'],
  references: [
    {
      title: 'podman-run(1), --userns',
      url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#userns-mode',
    },
    { title: 'NSA Kubernetes Hardening Guide' },
  ],
  messages: {
    missing: {
      en: 'Nothing says that container {container} runs as a user above 9999.',
      ja: 'コンテナ {container} を 10000 以上の番号のユーザーで実行する指定がありません。',
    },
    pod: {
      en: 'Nothing says that the containers of {pod} run as a user above 9999.',
      ja: '{pod} のコンテナを 10000 以上の番号のユーザーで実行する指定がありません。',
    },
    low: {
      en: 'User {user} of container {container} may be somebody on the host.',
      ja: 'コンテナ {container} のユーザー {user} は、ホストの誰かと同じ番号かもしれません。',
    },
  },
  why: {
    en: "Without a user namespace, what breaks out of the container has the host user's files and processes who has the same number.",
    ja: 'ユーザー名前空間がない場合、コンテナを抜け出したプロセスは、ホストで同じ番号を持つユーザーのファイルとプロセスを操作できます。',
  },
  remedy: {
    en: 'Set runAsUser to 10000 or more, or hostUsers to false.',
    ja: 'runAsUser を 10000 以上にするか、hostUsers を false にしてください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext:
    runAsUser: «1000» # app
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 10001 # app
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: true
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: 65532}
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 10001
  hostUsers: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext: {runAsUser: 65532}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsUser: 11000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: «0»
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 11000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 10001
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsUser: 180
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 10000
      runAsGroup: 20
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 33
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext: "{{ .Values.security }}"
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // That it is root is what another rule says.
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext: {runAsUser: 0}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    oncePerPlace(containersIn(document, settings).flatMap(each => reports(document, each, settings.profile))),
});

function reports(document: KubeDocument, each: ContainerCase, profile: Profile): Report<'missing' | 'pod' | 'low'>[] {
  const { workload, container, params, pod, isWhole } = each;
  const { user, isUnknown } = effectiveUser(each);
  if (isUnknown || workload.hasOwnUsers || workload.isWindows) return [];
  if (!user) {
    const fixes = fixId(document, workload.spec, 'pod', 'runAsUser');
    return isWhole
      ? [{ at: container.nameAt, message: 'missing', params, subject: container.path, fixes, group: pod }]
      : [];
  }
  const id = numberOf(user.value);
  if (id !== undefined && (id >= lowest || (id === 0 && profile !== 'kubernetes'))) return [];
  const holder = user.level === 'pod' ? workload.spec : container.value;
  const fixes = fixId(document, holder, user.level, 'runAsUser');
  return [{ at: user.value.at, message: 'low', params: { ...params, user: id ?? '' }, subject: container.path, fixes }];
}
