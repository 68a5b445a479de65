import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { apparmorAnnotations } from './_apparmor.ts';
import { fixFields, fixScalar } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { isConfining, profileOf } from './_seccomp.ts';
import { placesOf, type SecurityPlace } from './_securityContexts.ts';

const title = { en: 'Use the default profile', ja: '既定のプロファイルを使う' };

export default kubeRule({
  id: 'kube/apparmor-unconfined',
  title: { en: 'AppArmor switched off', ja: 'AppArmor の無効化' },
  // Podman reads neither the field nor the annotation: apparmor-ignored says so.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  impliedBy: ['kube/privileged'],
  aliases: ['KSV-0002', 'restrict-apparmor-profiles', 'apparmor-disabled', 'AppArmorDisabled'],
  references: [podSecurityStandards],
  messages: {
    off: {
      en: '{pod} asks for no AppArmor profile.',
      ja: '{pod} は AppArmor プロファイルなしでの実行を求めています。',
    },
    unknown: {
      en: '{type} is no kind of AppArmor profile.',
      ja: '{type} という種類の AppArmor プロファイルはありません。',
    },
  },
  why: {
    en: 'AppArmor keeps a process in a container from files and mounts that it has no business with; the baseline Pod Security Standard refuses a pod without it.',
    ja: 'AppArmor は、コンテナのプロセスが不要なファイルやマウントに触れるのを防ぎます。Pod Security Standards の baseline は、これを外したポッドを拒否します。',
  },
  remedy: {
    en: 'Choose RuntimeDefault, or name a profile of the host with Localhost.',
    ja: 'RuntimeDefault を指定するか、ホストのプロファイルを Localhost で指定してください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    appArmorProfile:
      type: «Unconfined» # for now
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: «custom»}}
`,
        fixed: `${webPod}
  securityContext:
    appArmorProfile:
      type: RuntimeDefault # for now
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: RuntimeDefault}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          annotations:
            container.apparmor.security.beta.kubernetes.io/app: «unconfined»
            container.apparmor.security.beta.kubernetes.io/helper: «'mine'»
        spec:
          containers:
          - name: app
            image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          annotations:
            container.apparmor.security.beta.kubernetes.io/app: runtime/default
            container.apparmor.security.beta.kubernetes.io/helper: 'runtime/default'
        spec:
          containers:
          - name: app
            image: quay.io/acme/app:1.4
`,
      },
      // The word is not one of Kubernetes, which compares letter by letter.
      {
        settings: { profile: 'strict' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext:
      appArmorProfile: {type: «unconfined»}
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext:
      appArmorProfile: {type: RuntimeDefault}
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
    container.apparmor.security.beta.kubernetes.io/app: localhost/web
    container.apparmor.security.beta.kubernetes.io/helper: runtime/default
    container.apparmor.security.beta.kubernetes.io/other: ""
    container.apparmor.security.beta.kubernetes.io/templated: "{{ .Values.profile }}"
    note: unconfined
spec:
  securityContext: {appArmorProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: Localhost, localhostProfile: web}}
  - name: helper
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {}}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: "\${PROFILE}"}}
`,
      },
      // Only the pods' own annotations count.
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {appArmorProfile: {type: Unconfined}}
`,
      },
    ],
  },
  check: (document, { settings }) => [
    ...placesOf(document, settings, 'appArmorProfile').flatMap(place => fieldReports(document, place)),
    ...document.workloads.flatMap(workload => annotationReports(document, workload)),
  ],
});

type Key = 'off' | 'unknown';

function fieldReports(document: KubeDocument, { field, subject, params }: SecurityPlace): Report<Key>[] {
  const { type, at, isUnknown } = profileOf(field.value);
  if (isUnknown || type === undefined || isConfining(type)) return [];
  const isMap = field.value.node.type === 'map';
  const fixes = isMap ? fixFields(document, [{ value: field.value, fields: { type: 'RuntimeDefault' } }], title) : [];
  return [{ at: at.at, message: keyFor(type), params: { ...params, type }, subject, fixes }];
}

const annotationReports = (document: KubeDocument, workload: Workload): Report<Key>[] =>
  apparmorAnnotations(workload).flatMap(({ value }) => {
    const type = textOf(value);
    if (type === undefined || /^(|runtime\/default|localhost\/.*)$/.test(type)) return [];
    const params = { pod: podName(workload), type };
    const fixes = fixScalar(document, value, 'runtime/default', title);
    return [{ at: value.at, message: keyFor(type), params, subject: workload.path, fixes }];
  });

const keyFor = (type: string): Key => (type.toLowerCase() === 'unconfined' ? 'off' : 'unknown');
