import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityField, type Workload } from '../../parse/kube/workload.ts';
import { get, textOf } from '../../parse/yaml/view.ts';
import { labelAnnotationSince, unconfinedSelinuxTypes } from '../../podman/kubeSecurity.ts';
import { annotationsOf } from './_annotations.ts';
import { fixRemoving } from './_fixes.ts';
import { playedContainers } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace, podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/selinux-disabled',
  title: { en: 'SELinux confinement switched off', ja: 'SELinux による閉じ込めの無効化' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  references: [
    podmanKubePlay,
    {
      title: 'podman-run(1): --security-opt',
      url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#security-opt-option',
    },
  ],
  messages: {
    off: {
      en: 'SELinux does not confine container {container} of {pod}.',
      ja: '{pod} のコンテナ {container} は SELinux で閉じ込められません。',
    },
  },
  why: {
    en: "SELinux is what stops a process that broke out of its container from reading the host's files, and it has stopped several such attacks.",
    ja: 'SELinux は、コンテナを抜け出したプロセスがホストのファイルを読むのを防ぎ、実際にそうした攻撃をいくつも防いできました。',
  },
  remedy: {
    en: 'Remove it. For a volume, relabel with :z or :Z; for anything else, make a type of its own with udica.',
    ja: '削除してください。ボリュームには :z や :Z でラベルを付け、それ以外は udica で専用のタイプを作ってください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    fsGroup: 2000
    seLinuxOptions:
      type: «spc_t» # logs
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
        fixed: `${webPod}
  securityContext:
    fsGroup: 2000
    # logs
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    io.podman.annotations.label/app: «disable»
    note: here
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    note: here
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {level: "s0", type: «spc_t»}}
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {level: "s0"}}
`,
      },
    ],
    good: [
      // A container's label replaces its pod's as a whole.
      {
        text: `${webPod}
  securityContext: {seLinuxOptions: {type: spc_t}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {level: "s0:c1,c2"}}
  - name: own
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {type: web.process}}
`,
      },
      // Without a container's name, or with that of none, podman inspect shows it and nothing else happens.
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.label: disable
    io.podman.annotations.label/none: disable
    io.podman.annotations.label/app: level:s0
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.6' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {io.podman.annotations.label/app: disable}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) => [
    ...oncePerPlace(containersIn(document, settings).flatMap(each => typeReports(document, each))),
    ...document.workloads.flatMap(workload => annotationReports(document, settings, workload)),
  ],
});

function typeReports(document: KubeDocument, { workload, container, params }: ContainerCase): Report<'off'>[] {
  const type = get(securityField(workload, container, 'seLinuxOptions')?.value, 'type');
  if (!type || !unconfinedSelinuxTypes.has(textOf(type.value) ?? '')) return [];
  const fixes = fixRemoving(document, [type.entry], title);
  return [{ at: type.value.at, message: 'off', params, subject: container.path, fixes }];
}

const title = { en: 'Let SELinux confine it', ja: 'SELinux で閉じ込める' };
const prefix = 'io.podman.annotations.label/';

function annotationReports(document: KubeDocument, settings: Settings, workload: Workload): Report<'off'>[] {
  if (settings.profile === 'kubernetes' || !inRange(settings.podman, labelAnnotationSince)) return [];
  return annotationsOf(workload.object.metadata).flatMap(({ key, value, entry }) => {
    if (!key.startsWith(prefix) || !switchesOff(textOf(value) ?? '')) return [];
    const name = key.slice(prefix.length);
    const container = playedContainers(workload).find(each => each.name === name);
    if (!container) return [];
    const params = { container: name, pod: podName(workload) };
    const fixes = fixRemoving(document, [entry], title);
    return [{ at: value.at, message: 'off' as const, params, subject: container.path, fixes }];
  });
}

const switchesOff = (option: string): boolean =>
  option === 'disable' || (option.startsWith('type:') && unconfinedSelinuxTypes.has(option.slice('type:'.length)));
