import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { securityField, type Workload } from '../../parse/kube/workload.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { apparmorAnnotations } from './_apparmor.ts';
import { isPlayed, playedIn } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { profileOf } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/apparmor-ignored',
  title: { en: 'AppArmor profile that Podman ignores', ja: 'Podman が無視する AppArmor プロファイル' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  impliedBy: ['kube/privileged'],
  references: [
    podmanKubePlay,
    {
      title: 'containers.conf(5): apparmor_profile',
      url: 'https://github.com/containers/common/blob/main/docs/containers.conf.5.md',
    },
  ],
  messages: {
    profile: {
      en: "Podman does not read AppArmor profiles from pods: container {container} runs with the host's default one.",
      ja: 'Podman はポッドの AppArmor プロファイルを読みません。コンテナ {container} はホストの既定のプロファイルで実行されます。',
    },
    off: {
      en: 'Podman does not read this: AppArmor confines container {container} all the same.',
      ja: 'Podman はこの指定を読まないため、コンテナ {container} は AppArmor による制限を受けたままです。',
    },
  },
  why: {
    en: 'podman kube play reads past the field and the annotation without a word, so what the profile was to forbid is allowed.',
    ja: 'podman kube play はこのフィールドもアノテーションも何も知らせずに無視します。プロファイルで禁止したはずの操作が許可されます。',
  },
  remedy: {
    en: "Name the profile as apparmor_profile in the host's containers.conf, or run the container with --security-opt apparmor=.",
    ja: 'ホストの containers.conf の apparmor_profile に指定するか、--security-opt apparmor= を付けてコンテナを実行してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    appArmorProfile:
      type: «Localhost»
      localhostProfile: web
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext: {appArmorProfile: {type: «Unconfined»}}
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata:
      annotations:
        container.apparmor.security.beta.kubernetes.io/app: «localhost/web»
        container.apparmor.security.beta.kubernetes.io/helper: «unconfined»
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      // What it does anyway.
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {container.apparmor.security.beta.kubernetes.io/app: runtime/default}
spec:
  securityContext: {appArmorProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: "{{ .Values.profile }}"}}
`,
      },
      {
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}}
`,
      },
    ],
  },
  check: (document, { settings }) => [
    ...oncePerPlace(containersIn(document, settings).flatMap(each => fieldReports(each, settings))),
    ...playedIn(document, settings).flatMap(annotationReports),
  ],
});

type Key = 'profile' | 'off';

function fieldReports({ workload, container, params }: ContainerCase, settings: Settings): Report<Key>[] {
  const field = securityField(workload, container, 'appArmorProfile');
  if (!field || !isPlayed(workload.object.kind, settings)) return [];
  const { type, at } = profileOf(field.value);
  if (type === 'Localhost') return [{ at: at.at, message: 'profile', params, subject: container.path }];
  return type === 'Unconfined'
    ? [{ at: at.at, message: 'off', severity: 'info', params, subject: container.path }]
    : [];
}

const annotationReports = (workload: Workload): Report<Key>[] =>
  apparmorAnnotations(workload).flatMap(({ value, container }): Report<Key>[] => {
    const type = textOf(value) ?? '';
    const shared = { at: value.at, params: { container }, subject: workload.path };
    if (type.startsWith('localhost/')) return [{ ...shared, message: 'profile' }];
    return type === 'unconfined' ? [{ ...shared, message: 'off', severity: 'info' }] : [];
  });
