import type { Fix } from '../../core/fix.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, get, textOf } from '../../parse/yaml/view.ts';
import { seccompFieldSince } from '../../podman/kubeSecurity.ts';
import { fixFields, fixRemoving } from './_fixes.ts';
import { playedIn } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { seccompAnnotationFor, seccompAnnotations } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/seccomp-annotation-deprecated',
  title: { en: 'Seccomp profile in an annotation', ja: 'アノテーションによる seccomp プロファイルの指定' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  podman: seccompFieldSince,
  references: [
    podmanKubePlay,
    { title: 'Podman pull request 29159', url: 'https://github.com/containers/podman/pull/29159' },
  ],
  messages: {
    deprecated: {
      en: 'Podman will stop to read this annotation: it reads seccompProfile now.',
      ja: 'Podman はこのアノテーションをいずれ読まなくなります。現在は seccompProfile を読みます。',
    },
  },
  why: {
    en: 'Podman 6.2 warns of it and is to drop it with 7, as Kubernetes did with 1.27: the profile would then be gone without a word.',
    ja: 'Podman 6.2 は警告を出し、7 で廃止する予定です（Kubernetes は 1.27 で廃止しました）。その後は、指定したプロファイルが何の警告もなく使われなくなります。',
  },
  remedy: {
    en: 'Write it as seccompProfile into a securityContext. Keep the annotation only as long as an older Podman plays the file too.',
    ja: 'securityContext の seccompProfile に書いてください。古い Podman でも使う間だけ、アノテーションを残します。',
  },
  examples: {
    bad: [
      {
        settings: { podman: '6.2' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    note: here
    «seccomp.security.alpha.kubernetes.io/pod»: localhost/profiles/web.json
    «container.seccomp.security.alpha.kubernetes.io/helper»: runtime/default
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    note: here
spec:
  securityContext:
    seccompProfile:
      type: Localhost
      localhostProfile: profiles/web.json
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      seccompProfile:
        type: RuntimeDefault
`,
      },
      // What the field says wins already.
      {
        settings: { podman: '6.2' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {«seccomp.security.alpha.kubernetes.io/pod»: localhost/web.json}
spec:
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        settings: { podman: '6.1' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {seccomp.security.alpha.kubernetes.io/pod: localhost/web.json}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '6.2' },
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    metadata:
      annotations: {seccomp.security.alpha.kubernetes.io/pod: localhost/web.json}
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(workload =>
      seccompAnnotations(workload).map(field => ({
        at: field.keyAt,
        message: 'deprecated',
        subject: workload.path,
        tag: 'deprecated',
        fixes: fixMoving(document, workload, field),
      })),
    ),
});

/** Into the security context of whom it speaks of, unless that has a field already. */
function fixMoving(document: KubeDocument, workload: Workload, annotation: Field): Fix[] {
  const title = { en: 'Write it as seccompProfile', ja: 'seccompProfile として書く' };
  const ofPod = !annotation.key.startsWith(seccompAnnotationFor(''));
  const holder = ofPod
    ? workload.spec
    : workload.containers.find(({ name }) => name !== undefined && annotation.key === seccompAnnotationFor(name))
        ?.value;
  const seccompProfile = profileFor(textOf(annotation.value));
  const [removed] = fixRemoving(document, [annotation.entry], title);
  if (!removed || !holder || !seccompProfile || annotation.merged) return [];
  if (get(dig(holder, 'securityContext'), 'seccompProfile')) return [removed];
  const after = ofPod ? 'first' : (['image', 'name'] as const);
  const [added] = fixFields(
    document,
    [{ value: holder, fields: { securityContext: { seccompProfile } }, after }],
    title,
  );
  return added ? [{ ...added, edits: [...removed.edits, ...added.edits] }] : [];
}

function profileFor(value: string | undefined): Record<string, string> | undefined {
  if (value === 'unconfined') return { type: 'Unconfined' };
  if (value === 'runtime/default' || value === 'docker/default') return { type: 'RuntimeDefault' };
  const file = value?.startsWith('localhost/') ? value.slice('localhost/'.length) : '';
  return file ? { type: 'Localhost', localhostProfile: file } : undefined;
}
