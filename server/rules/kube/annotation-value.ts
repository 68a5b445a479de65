import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { type Field, textOf } from '../../parse/yaml/view.ts';
import { annotationValues, containerOfAnnotation, podOfAnnotation } from '../../podman/kubeAnnotations.ts';
import { annotationsOf } from './_annotations.ts';
import { playedIn, playedName } from './_played.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/annotation-value',
  title: { en: 'Annotation that Podman refuses', ja: 'Podmanが拒否するアノテーション' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    value: {
      en: 'Podman refuses {pod}: "{value}" is no value of {key}. Possible are {allowed}.',
      ja: '「{value}」は {key} の値として正しくないため、Podman は {pod} を拒否します。{allowed} などを指定してください。',
    },
    target: {
      en: 'Podman refuses {pod}: {key} needs a container behind it, as in {key}/app.',
      ja: '{key} には {key}/app のように対象のコンテナが必要なため、Podman は {pod} を拒否します。',
    },
    key: {
      en: 'Podman refuses {pod}: "{key}" is no name of an annotation.',
      ja: '「{key}」はアノテーションの名前として正しくないため、Podman は {pod} を拒否します。',
    },
  },
  why: {
    en: 'podman kube play stops at such an annotation, and the pod does not start.',
    ja: 'podman kube play はこのようなアノテーションで失敗し、ポッドは起動しません。',
  },
  remedy: { en: 'Correct the annotation, or remove it.', ja: 'アノテーションを修正するか、削除してください。' },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.userns: «"keepid"» # as who
    io.podman.annotations.userns/web: «keep-id:user=5»
    io.podman.annotations.cpuset/app: «0-»
    io.containers.sdnotify/app: «"yes"»
    io.podman.annotations.pids-limit/app: «100k»
    io.podman.annotations.init/app: «"yes"»
    io.podman.annotations.ulimit: «nofile»
    «io.podman.annotations.volumes-from»: other
    io.podman.annotations.init.container.type: «Once»
    «my team»: web
spec:
  initContainers:
  - {name: prepare, image: quay.io/acme/app:1.4}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {io.containers.sdnotify: «CONTAINER»}
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.userns: keep-id:uid=1000,gid=1000
    io.podman.annotations.pids-limit/app: "100"
    io.podman.annotations.pids-limit/nobody: none
    io.podman.annotations.userns/nobody: none
    io.podman.annotations.cpuset/app: 0-1,3
    io.podman.annotations.init/app: "TRUE"
    io.podman.annotations.ulimit: nofile=1024:2048,nproc=100
    io.podman.annotations.volumes-from/app: other
    io.podman.annotations.init.container.type: nobody
    prometheus.io/scrape: "yes"
    {{ .Values.key }}: web
    '{{ .Values.other }}': web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        // Neither is read where it stands.
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {my team: web}
spec:
  selector: {}
  template:
    metadata: {annotations: {my team: web, checksum/config: '{{ .Values.sum }}'}}
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.3' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {my team: web, io.podman.annotations.userns: keepid}}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) => playedIn(document, settings).flatMap(workload => reports(workload, settings)),
});

type Key = 'value' | 'target' | 'key';

function reports(workload: Workload, settings: Settings): Report<Key>[] {
  const { object, metadata, path: subject } = workload;
  const ofPod = object.kind === 'Pod' ? annotationsOf(metadata) : [];
  return [
    ...annotationsOf(object.metadata).flatMap(field => valueReports(workload, field, settings)),
    ...ofPod
      .filter(({ key }) => inRange(settings.podman, '>=4.9') && !isQualifiedName(key))
      .map(({ key, keyAt }) => ({
        at: keyAt,
        message: 'key' as const,
        params: { key, pod: podName(workload) },
        subject,
      })),
  ];
}

function valueReports(workload: Workload, { key, keyAt, value }: Field, { podman }: Settings): Report<Key>[] {
  const pod = podName(workload);
  const subject = workload.path;
  if (key === 'io.podman.annotations.volumes-from' && inRange(podman, '>=5.0'))
    return [{ at: keyAt, message: 'target', params: { key, pod }, subject }];
  const text = textOf(value);
  const known = annotationValues.find(each => each.key.test(key) && inRange(podman, each.podman));
  if (!known || text === undefined || known.value.test(text) || !hasTarget(workload, key)) return [];
  return [{ at: value.at, message: 'value', params: { key, pod, value: text, allowed: known.allowed }, subject }];
}

/** Without one Podman does not look at the value. */
function hasTarget(workload: Workload, key: string): boolean {
  if (key.endsWith('.init.container.type')) return workload.containers.some(({ role }) => role === 'init');
  const pod = podOfAnnotation(key);
  if (pod !== undefined) return pod === playedName(workload);
  const container = containerOfAnnotation(key);
  return container === undefined || workload.containers.some(({ name }) => name === container);
}

/** As Kubernetes reads it: a name, and maybe a domain and a slash in front; Podman leaves the case alone. */
const isQualifiedName = (key: string): boolean =>
  isTemplate(key) ||
  /^(?:[a-z\d](?:[-a-z\d]*[a-z\d])?(?:\.[a-z\d](?:[-a-z\d]*[a-z\d])?)*\/)?[a-z\d](?:[-\w.]*[a-z\d])?$/i.test(key);

const isTemplate = (key: string): boolean => /\{\{|\$/.test(key);
