import type { Context, Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityField } from '../../parse/kube/workload.ts';
import { textOf, type Value } from '../../parse/yaml/view.ts';
import { webPod } from './_podExamples.ts';
import { containersIn, oncePerPlace, podName } from './_pods.ts';
import { profileFile, weaknesses } from './_profileFiles.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { profileOf, seccompAnnotations } from './_seccomp.ts';

const strong = '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}';
const open = '{"defaultAction": "SCMP_ACT_ALLOW"}';

export default kubeRule({
  id: 'kube/seccomp-profile-file',
  title: { en: 'Seccomp profile that is weak or not there', ja: '弱い、または存在しない seccomp プロファイル' },
  severity: 'warning',
  references: [
    podmanKubePlay,
    {
      title: "Kubernetes: Restrict a container's syscalls with seccomp",
      url: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
    },
    { title: 'Podman book 8.3.2' },
  ],
  messages: {
    weak: {
      en: '{pod} names {file}, which lets dangerous system calls through.',
      ja: '{pod} が指定する {file} は、危険なシステムコールを許可しています。',
    },
    missing: {
      en: 'There is no {file} in this workspace: nobody can tell what it lets through.',
      ja: 'このワークスペースに {file} がないため、何が許可されるか確認できません。',
    },
  },
  why: {
    en: 'With a profile of its own a container gives up the default one, and is as well confined as that file says; without the file it does not start.',
    ja: '独自のプロファイルを指定すると既定のプロファイルは使われず、制限の強さはそのファイルだけで決まります。ファイルがなければコンテナは起動しません。',
  },
  remedy: {
    en: 'Repair the profile, or use RuntimeDefault; keep the file beside those that name it.',
    ja: 'プロファイルを修正するか、RuntimeDefault を使ってください。ファイルは参照元と同じ場所で管理してください。',
  },
  examples: {
    bad: [
      {
        workspace: { 'seccomp/profiles/app.json': open },
        text: `${webPod}
  securityContext:
    seccompProfile:
      type: Localhost
      localhostProfile: «"profiles/app.json"» # strace
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      {
        workspace: { 'app.json': strong.replace('read', 'bpf'), 'other/app.json': strong },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: «localhost/app.json»
    spec:
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
      {
        workspace: { 'app.json': strong },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: «'gone.json'»}}
`,
      },
    ],
    good: [
      {
        workspace: { 'seccomp/app.json': strong },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Nobody knows what is around it.
      {
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Which of the two is meant is not to be seen.
      {
        workspace: { 'a/app.json': open, 'b/app.json': strong },
        text: `${webPod}
  securityContext: {seccompProfile: {type: Localhost, localhostProfile: profiles/app.json}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        workspace: { 'app.json': open },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}
spec:
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: "{{ .Values.profile }}"}}
`,
      },
    ],
  },
  check: (document, context) =>
    oncePerPlace(
      profilesIn(document, context).flatMap(({ path, value, ...named }) => report(path, value, named, context)),
    ),
});

interface Named {
  readonly pod: string;
  readonly subject: string;
}

/** All files that are named, each where it is written. */
const profilesIn = (document: KubeDocument, { settings }: Context): (Named & { path: string; value: Value })[] => [
  ...containersIn(document, settings).flatMap(({ workload, container, params }) => {
    const field = securityField(workload, container, 'seccompProfile');
    const profile = field && profileOf(field.value);
    const value = profile?.type === 'Localhost' ? profile.file?.value : undefined;
    const path = textOf(value);
    return value && path ? [{ path, value, pod: params.pod, subject: container.path }] : [];
  }),
  ...document.workloads.flatMap(workload =>
    seccompAnnotations(workload).flatMap(({ value }) => {
      const path = /^localhost\/(.+)$/.exec(textOf(value) ?? '')?.[1];
      return path === undefined ? [] : [{ path, value, pod: podName(workload), subject: workload.path }];
    }),
  ),
];

function report(path: string, { at }: Value, { pod, subject }: Named, context: Context): Report<'weak' | 'missing'>[] {
  const file = profileFile(path, context.workspace);
  if (file === undefined) return [];
  const params = { pod, file: file?.path ?? path };
  if (!file) return [{ at, message: 'missing', params, subject, severity: 'info' }];
  const related = weaknesses(file, context);
  return related.length > 0 ? [{ at, message: 'weak', params, subject, related }] : [];
}
