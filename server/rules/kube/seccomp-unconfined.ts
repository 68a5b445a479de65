import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField, type SecurityField, securityField, type Workload } from '../../parse/kube/workload.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { seccompFieldSince } from '../../podman/kubeSecurity.ts';
import { fixFields, fixScalar } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { containersIn, oncePerPlace, podName } from './_pods.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { isConfining, profileOf, seccompAnnotations } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/seccomp-unconfined',
  title: { en: 'Seccomp switched off', ja: 'seccomp の無効化' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  aliases: ['KSV-0104', 'C-0055', 'restrict-seccomp', 'seccomp-confinement-disabled', 'SeccompUnconfined'],
  references: [podSecurityStandards, cisKubernetes('5.7.2'), podmanKubePlay],
  messages: {
    off: { en: '{pod} runs without a seccomp profile.', ja: '{pod} は seccomp プロファイルなしで実行されます。' },
    unknown: {
      en: '{type} is no kind of seccomp profile.',
      ja: '{type} という種類の seccomp プロファイルはありません。',
    },
  },
  why: {
    en: 'A process may then make every system call, also those by which kernels are attacked.',
    ja: 'プロセスは、カーネルへの攻撃に使われるものを含め、すべてのシステムコールを呼び出せます。',
  },
  remedy: {
    en: 'Choose RuntimeDefault, or write a profile that allows what is missing and name it with Localhost.',
    ja: 'RuntimeDefault を指定するか、不足する呼び出しを許可したプロファイルを作り、Localhost で指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    seccompProfile:
      type: «Unconfined» # strace
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: «custom»}}
`,
        fixed: `${webPod}
  securityContext:
    seccompProfile:
      type: RuntimeDefault # strace
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
      },
      // Podman reads the annotation, even where it does not read the field.
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: «"unconfined"»
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: "runtime/default"
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
      },
      {
        settings: { podman: '6.2' },
        text: `${appPod}
    securityContext:
      seccompProfile: {type: «Unconfined»}
`,
        fixed: `${appPod}
    securityContext:
      seccompProfile: {type: RuntimeDefault}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      seccompProfile: «unconfined»
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
spec:
  securityContext:
    seccompProfile: {type: RuntimeDefault}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: "{{ .Values.seccomp }}"}}
`,
      },
      // Podman before 6.2 does not read the field, and its default profile holds.
      {
        settings: { podman: '5.8' },
        text: `${appPod}
    securityContext: {seccompProfile: {type: Unconfined}}
`,
      },
      // It is the pods' annotations that are read.
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: unconfined
spec:
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: runtime/default
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '6.2' },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Unconfined}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: RuntimeDefault}}
`,
      },
    ],
  },
  check: (document, { settings }) => [
    ...oncePerPlace(fieldReports(document, settings)),
    ...(settings.profile === 'kubernetes' ? [] : annotationReports(document)),
  ],
});

type Key = 'off' | 'unknown';

/** The Pod Security Standards forbid the pod's value even where no container inherits it. */
function fieldReports(document: KubeDocument, settings: Settings): Report<Key>[] {
  const exact = settings.profile === 'kubernetes';
  if (!exact && !inRange(settings.podman, seccompFieldSince)) return [];
  const inPods = exact ? document.workloads : [];
  return [
    ...containersIn(document, settings).flatMap(({ workload, container }) => {
      const field = securityField(workload, container, 'seccompProfile');
      return field ? fieldReport(document, workload, field, container.path) : [];
    }),
    ...inPods.flatMap(workload => {
      const field = podSecurityField(workload, 'seccompProfile');
      return field ? fieldReport(document, workload, field, workload.path) : [];
    }),
  ];
}

function fieldReport(document: KubeDocument, workload: Workload, field: SecurityField, subject: string): Report<Key>[] {
  const { type, at, isUnknown } = profileOf(field.value);
  if (isUnknown || type === undefined || isConfining(type)) return [];
  const title = { en: 'Use the default profile', ja: '既定のプロファイルを使う' };
  const fixes =
    field.value.node.type === 'map'
      ? fixFields(document, [{ value: field.value, fields: { type: 'RuntimeDefault' } }], title)
      : [];
  const message = type.toLowerCase() === 'unconfined' ? 'off' : 'unknown';
  return [{ at: at.at, message, params: { pod: podName(workload), type }, subject, fixes }];
}

const annotationReports = (document: KubeDocument): Report<Key>[] =>
  document.workloads.flatMap(workload =>
    seccompAnnotations(workload).flatMap(({ value }): Report<Key>[] => {
      if (textOf(value) !== 'unconfined') return [];
      const title = { en: 'Use the default profile', ja: '既定のプロファイルを使う' };
      const fixes = fixScalar(document, value, 'runtime/default', title);
      return [{ at: value.at, message: 'off', params: { pod: podName(workload) }, subject: workload.path, fixes }];
    }),
  );
