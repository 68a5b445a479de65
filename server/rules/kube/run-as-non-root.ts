import type { Context, Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField } from '../../parse/kube/workload.ts';
import { booleanOf } from '../../parse/yaml/view.ts';
import { builtUserOf } from './_builtImages.ts';
import { fixPod } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { effectiveUser, fixUser } from './_user.ts';

type Key = 'missing' | 'pod' | 'allowed' | 'built';

export default kubeRule({
  id: 'kube/run-as-non-root',
  title: { en: 'Container may run as root', ja: 'root で実行されうるコンテナ' },
  severity: 'warning',
  aliases: [
    'CKV_K8S_23',
    'C-0198',
    'KSV-0012',
    'C-0013',
    'run-as-non-root',
    'require-run-as-nonroot',
    'runAsRootAllowed',
  ],
  references: [podSecurityStandards, cisKubernetes('5.2.7')],
  messages: {
    missing: {
      en: 'Nothing keeps container {container} from running as root.',
      ja: 'コンテナ {container} が root で実行されるのを防ぐ設定がありません。',
    },
    pod: {
      en: 'Nothing keeps the containers of {pod} from running as root.',
      ja: '{pod} のコンテナが root で実行されるのを防ぐ設定がありません。',
    },
    allowed: {
      en: '{pod} lets a container run as root.',
      ja: '{pod} はコンテナが root で実行されることを許可しています。',
    },
    built: {
      en: 'Container {container} runs as {user}: {file}, from which its image is built, says so.',
      ja: 'コンテナ {container} は {user} で実行されます。イメージのビルド元の {file} でそう決まっています。',
    },
  },
  why: {
    en: 'Root inside a container is the first half of every escape, and on a rootful Podman without user namespaces it is root of the host.',
    ja: 'コンテナ内の root は脱出の第一歩です。ユーザー名前空間を使わない rootful の Podman では、ホストの root そのものです。',
  },
  remedy: {
    en: "Set runAsUser to a number above 0, and runAsNonRoot to true, in the pod's securityContext.",
    ja: 'ポッドの securityContext で runAsUser に 0 より大きい番号を、runAsNonRoot に true を指定してください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: «web»
spec:
  # one
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
  # one
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsNonRoot: «false»
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsNonRoot: true
      runAsUser: 10001
      runAsGroup: 10001
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsNonRoot: «false» # too old
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsNonRoot: true
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true # too old
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsNonRoot: true
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
`,
      },
      {
        workspace: { 'app/Containerfile': 'FROM scratch\nUSER 1001\nFROM docker.io/library/alpine\nRUN id\n' },
        text: `${webPod}
  containers:
  - name: «app»
    image: localhost/acme/app:1
`,
        fixed: `${webPod}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
  containers:
  - name: app
    image: localhost/acme/app:1
`,
      },
      // Nobody knows which of the two the Containerfile makes.
      {
        workspace: { Containerfile: 'FROM scratch\nUSER 1001\n' },
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext: {runAsGroup: 10001}
  containers:
  - name: «app»
    image: localhost/app:1
  - name: «helper»
    image: localhost/helper:1
`,
        fixed: `${webPod}
  securityContext: {runAsGroup: 10001, runAsNonRoot: true, runAsUser: 10001}
  containers:
  - name: app
    image: localhost/app:1
  - name: helper
    image: localhost/helper:1
`,
      },
    ],
    good: [
      // Its Containerfile says as whom it runs.
      {
        workspace: {
          'app/Containerfile': 'FROM scratch AS build\nUSER 0\nFROM scratch\nARG UID=1001\nuser ${UID}:0\n',
        },
        text: `${webPod}
  containers:
  - name: app
    image: localhost/app:1
`,
      },
      {
        workspace: { Dockerfile: 'FROM scratch\nUSER app\n' },
        text: `${webPod}
  containers:
  - name: app
    image: localhost/acme/shop:1
`,
      },
      {
        text: `${webPod}
  securityContext:
    runAsNonRoot: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 1000
  - name: named
    image: quay.io/acme/app:1.4
    securityContext:
      runAsNonRoot: true
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: "{{ .Values.user }}"
`,
      },
      // A rule of its own tells about the number 0.
      {
        text: `${appPod}
    securityContext:
      runAsUser: 0
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
      runAsUser: 0
`,
      },
    ],
  },
  check(document, context) {
    const strict = context.settings.profile === 'kubernetes';
    const containers = containersIn(document, context.settings).filter(({ workload }) => !workload.hasOwnUsers);
    const reports = containers.flatMap(each => [
      ...(strict ? podReport(document, each) : []),
      ...containerReport(document, each, context),
    ]);
    return oncePerPlace(reports);
  },
});

/** The Pod Security Standards forbid the pod's `runAsNonRoot: false` even where every container overrides it. */
function podReport(document: KubeDocument, { workload, params }: ContainerCase): Report<Key>[] {
  const field = podSecurityField(workload, 'runAsNonRoot');
  if (!field || booleanOf(field.value) !== false) return [];
  const title = { en: 'Set runAsNonRoot to true', ja: 'runAsNonRoot を true にする' };
  const fixes = fixPod(document, workload.spec, { securityContext: { runAsNonRoot: true } }, title);
  return [{ at: field.value.at, message: 'allowed', params, subject: workload.path, fixes }];
}

/** The Pod Security Standards go by runAsNonRoot alone; else a number will do, of which run-as-user-root judges. */
function containerReport(document: KubeDocument, each: ContainerCase, context: Context): Report<Key>[] {
  const strict = context.settings.profile === 'kubernetes';
  const { nonRoot, user, isUnknown } = effectiveUser(each);
  if (isUnknown || booleanOf(nonRoot?.value) === true || (!strict && user)) return [];
  const { container, workload, params, pod, isWhole } = each;
  // On Windows users have no numbers.
  const fixes = fixUser(document, each, !strict && !workload.isWindows);
  const shared = { params, subject: container.path, fixes };
  if (nonRoot) return [{ ...shared, at: nonRoot.value.at, message: 'allowed' }];
  const built = strict ? undefined : builtUserOf(document, container, context);
  if (!isWhole || (built && !built.isRoot)) return [];
  if (!built) return [{ ...shared, at: container.nameAt, message: 'missing', group: pod }];
  const { related, user: root, file } = built;
  return [{ ...shared, at: container.nameAt, message: 'built', params: { ...params, user: root, file }, related }];
}
