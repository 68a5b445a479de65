import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type Container, type SecurityField, securityField, type Workload } from '../../parse/kube/workload.ts';
import { dig, textOf } from '../../parse/yaml/view.ts';
import { seccompAnnotationsAlone } from '../../podman/kubeSecurity.ts';
import { fixFields } from './_fixes.ts';
import { isPlayed } from './_played.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { hasSeccompAnnotation, type Profile, profileOf, seccompAnnotationFor } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/seccomp-field-ignored',
  title: { en: 'Seccomp profile that Podman ignores', ja: 'Podman が無視する seccomp プロファイル' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  podman: seccompAnnotationsAlone,
  impliedBy: ['kube/privileged'],
  references: [
    podmanKubePlay,
    { title: 'Podman issue 29615', url: 'https://github.com/containers/podman/issues/29615' },
  ],
  messages: {
    profile: {
      en: 'Podman before 6.2 does not read seccompProfile: container {container} runs with the default profile.',
      ja: '6.2 より前の Podman は seccompProfile を読みません。コンテナ {container} は既定のプロファイルで実行されます。',
    },
    off: {
      en: 'Podman before 6.2 does not read seccompProfile: container {container} keeps the default profile.',
      ja: '6.2 より前の Podman は seccompProfile を読みません。コンテナ {container} には既定のプロファイルが適用されたままです。',
    },
  },
  why: {
    en: 'podman kube play reads past it without a word: what the profile forbids beyond the default one is allowed.',
    ja: 'podman kube play は何も知らせずに無視します。既定のプロファイルより厳しく禁止した呼び出しも許可されます。',
  },
  remedy: {
    en: 'Name the profile in an annotation of the pod as well, and play the file with --seccomp-profile-root where it lies.',
    ja: 'ポッドのアノテーションにも指定し、プロファイルの置き場所を --seccomp-profile-root で指定して実行してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    securityContext:
      seccompProfile:
        type: «Localhost»
        localhostProfile: app.json
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      seccompProfile:
        type: Localhost
        localhostProfile: app.json
`,
      },
      // It is the template's annotations that are read.
      {
        settings: { podman: '4.9' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext: {seccompProfile: {type: «Localhost», localhostProfile: app.json}}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
    spec:
      securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${webPod}
  securityContext: {seccompProfile: {type: «Localhost», localhostProfile: app.json}}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: other
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.seccomp.security.alpha.kubernetes.io/prepare: localhost/app.json
    container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
spec:
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: other
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
      },
      // Of a path, an annotation gives Podman the first part alone.
      {
        text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: «Localhost», localhostProfile: profiles/prepare.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${webPod}
  securityContext: {seccompProfile: {type: «Unconfined»}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      // What it does anyway, and what an annotation says too.
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {container.seccomp.security.alpha.kubernetes.io/helper: localhost/helper.json}
spec:
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: helper.json}}
  - name: templated
    image: quay.io/acme/helper:1.4
    securityContext: {seccompProfile: {type: "{{ .Values.seccomp }}"}}
`,
      },
      {
        settings: { podman: '6.2' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          securityContext: {seccompProfile: {type: Unconfined}}
          containers:
          - name: app
            image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    oncePerPlace(
      containersIn(document, settings)
        .filter(({ workload }) => isPlayed(workload.object.kind, settings))
        .flatMap(each => reports(document, each)),
    ),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'profile' | 'off'>[] {
  const { workload, container, params } = each;
  const field = securityField(workload, container, 'seccompProfile');
  if (!field || hasSeccompAnnotation(workload, container.name)) return [];
  const profile = profileOf(field.value);
  const shared = { at: profile.at.at, params, subject: container.path };
  if (profile.type === 'Localhost')
    return [{ ...shared, message: 'profile', fixes: fixAnnotating(document, workload, sharing(each, field), profile) }];
  return profile.type === 'Unconfined' ? [{ ...shared, message: 'off', severity: 'info' }] : [];
}

/** The containers that a field speaks for, and no annotation. */
const sharing = ({ workload, container }: ContainerCase, { level }: SecurityField): readonly Container[] =>
  level === 'container'
    ? [container]
    : workload.containers.filter(
        other =>
          other.role !== 'ephemeral' &&
          securityField(workload, other, 'seccompProfile')?.level === 'pod' &&
          !hasSeccompAnnotation(workload, other.name),
      );

/** Says it in annotations too: one for each container, since what a pod's annotation says holds for all of them. */
function fixAnnotating(
  document: KubeDocument,
  { object }: Workload,
  containers: readonly Container[],
  { file }: Profile,
): Fix[] {
  const name = textOf(file?.value);
  const holder = object.kind === 'Pod' ? object.value : dig(object.value, 'spec', 'template');
  const known = containers.flatMap(container => container.name ?? []);
  if (!name || /^\.+$|\//.test(name) || known.length < containers.length || !holder) return [];
  const annotations = Object.fromEntries(known.map(each => [seccompAnnotationFor(each), `localhost/${name}`]));
  const title = { en: 'Name it in an annotation too', ja: 'アノテーションにも指定する' };
  return fixFields(document, [{ value: holder, fields: { metadata: { annotations } }, after: 'first' }], title);
}
