import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import {
  type AnnotationLevel,
  annotationLevel,
  annotationSince,
  containerOfAnnotation,
  podOfAnnotation,
} from '../../podman/kubeAnnotations.ts';
import { fixMoving, fixTarget } from './_annotationFixes.ts';
import { annotationsOf } from './_annotations.ts';
import { playedIn, playedName } from './_played.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/annotation-level',
  title: { en: 'Annotation where Podman does not look', ja: 'Podmanが読まない位置のアノテーション' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    object: {
      en: "Podman reads {key} in the {kind}'s own metadata, and not here in its template.",
      ja: 'Podman は {key} を {kind} 自身の metadata から読み、このテンプレートからは読みません。',
    },
    template: {
      en: "Podman reads {key} in the template's metadata, and not here in the {kind}'s own.",
      ja: 'Podman は {key} をテンプレートの metadata から読み、この {kind} 自身の metadata からは読みません。',
    },
    nobody: {
      en: '{key} is for container {container}, and there is none of that name.',
      ja: '{key} の対象であるコンテナ {container} が存在しません。',
    },
    other: {
      en: '{key} is for a pod called {pod}, and Podman calls this one {played}.',
      ja: '{key} の対象は {pod} という名前のポッドですが、Podman はこのポッドを {played} と名付けます。',
    },
    since: {
      en: 'Podman {podman} does not read {key}: that came with {since}.',
      ja: 'Podman {podman} は {key} を読みません。{since} で追加されたものです。',
    },
  },
  why: {
    en: 'Podman says nothing about it: the pod runs without what the annotation asks for.',
    ja: 'Podman は何も知らせず、アノテーションの指定なしでポッドを実行します。',
  },
  remedy: {
    en: 'Move the annotation to where it is read, or correct its name.',
    ja: 'アノテーションを読まれる位置に移すか、名前を修正してください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    metadata:
      labels: {app: web}
      annotations:
        note: here
        # own users
        «io.podman.annotations.userns»: auto
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
    io.podman.annotations.userns: auto
spec:
  selector: {}
  template:
    metadata:
      labels: {app: web}
      annotations:
        note: here
        # own users
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: web
  labels: {app: web}
  annotations: {«"container.seccomp.security.alpha.kubernetes.io/app"»: localhost/app.json}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: batch/v1
kind: Job
metadata:
  name: web
  labels: {app: web}
spec:
  template:
    metadata:
      annotations:
        container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
    spec:
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.9' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    «io.podman.annotations.userns»: auto
    «container.seccomp.security.alpha.kubernetes.io/web»: localhost/app.json
    io.podman.annotations.label/app: type:web_t
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        // As podman kube generate writes it.
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {«"io.podman.annotations.userns/app"»: auto}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {"io.podman.annotations.userns": auto}
spec:
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
  annotations:
    io.podman.annotations.userns: auto
    «io.podman.annotations.userns/web»: host
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
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    io.podman.annotations.userns/web-pod: auto
    example.com/anything: here
spec:
  selector: {}
  template:
    metadata:
      annotations:
        seccomp.security.alpha.kubernetes.io/pod: localhost/app.json
        prometheus.io/scrape: "true"
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.userns: auto
    seccomp.security.alpha.kubernetes.io/pod: localhost/app.json
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        // Said in both places: right in one of them.
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations: {io.podman.annotations.userns: auto}
spec:
  selector: {}
  template:
    metadata:
      annotations: {io.podman.annotations.userns: auto}
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(workload => [
      ...misplaced(document, workload, settings),
      ...placed(document, workload, settings),
    ]),
});

type Key = AnnotationLevel | 'nobody' | 'other' | 'since';

function misplaced(document: KubeDocument, workload: Workload, { podman }: Settings): Report<Key>[] {
  const { object, metadata } = workload;
  if (object.kind === 'Pod') return [];
  const places = { object: annotationsOf(object.metadata), template: annotationsOf(metadata) };
  const from = (place: AnnotationLevel, to: AnnotationLevel) =>
    places[place].filter(
      ({ key }) => annotationLevel(key) === to && isRead(key, podman) && !places[to].some(other => other.key === key),
    );
  return (['object', 'template'] as const).flatMap(to =>
    from(to === 'object' ? 'template' : 'object', to).map(field => ({
      at: field.keyAt,
      message: to,
      params: { key: field.key, kind: object.kind },
      subject: object.path,
      fixes: fixMoving(document, workload, field, to),
    })),
  );
}

/** Where Podman looks, and finds nothing to do. */
function placed(document: KubeDocument, workload: Workload, { podman }: Settings): Report<Key>[] {
  const { object, metadata, containers, path } = workload;
  const places = object.kind === 'Pod' ? [metadata] : [object.metadata, metadata];
  return places.flatMap(annotationsOf).flatMap((field): Report<Key>[] => {
    const { key, keyAt } = field;
    const shared = { at: keyAt, subject: path };
    if (!isRead(key, podman))
      return [{ ...shared, message: 'since', params: { key, podman, since: annotationSince(key) ?? '' } }];
    const pod = podOfAnnotation(key);
    const played = playedName(workload);
    if (pod !== undefined && object.name !== undefined && pod !== played)
      return [{ ...shared, message: 'other', params: { key, pod, played }, fixes: fixTarget(document, object, field) }];
    const container = containerOfAnnotation(key);
    const isOurs = container === undefined || containers.some(({ name }) => name === undefined || name === container);
    return isOurs ? [] : [{ ...shared, message: 'nobody', params: { key, container } }];
  });
}

function isRead(key: string, podman: string): boolean {
  const since = annotationSince(key);
  return since === undefined || inRange(podman, `>=${since}`);
}
