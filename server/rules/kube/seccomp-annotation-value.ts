import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { textOf, type Value } from '../../parse/yaml/view.ts';
import { seccompAnnotationsAlone } from '../../podman/kubeSecurity.ts';
import { fixScalar } from './_fixes.ts';
import { playedIn } from './_played.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { seccompAnnotations } from './_seccomp.ts';

export default kubeRule({
  id: 'kube/seccomp-annotation-value',
  title: { en: 'Seccomp annotation that Podman cannot follow', ja: 'Podman が解釈できない seccomp のアノテーション' },
  severity: { podman: 'error', strict: 'error', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    invalid: {
      en: '{value} names no seccomp profile: Podman refuses the file.',
      ja: '{value} は seccomp プロファイルの指定ではないため、Podman はこのファイルを拒否します。',
    },
    folder: {
      en: 'Of {value}, Podman before 6.2 takes {part} for the file of the profile.',
      ja: '6.2 より前の Podman は、{value} のうち {part} だけをプロファイルのファイル名とみなします。',
    },
  },
  why: {
    en: 'podman kube play stops with an error and nothing runs, whichever container the annotation speaks of.',
    ja: 'どのコンテナに対する指定であっても、podman kube play がエラーで終了し、何も起動しません。',
  },
  remedy: {
    en: 'Write runtime/default, unconfined, or localhost/ and the name of a file that lies in the folder of --seccomp-profile-root itself.',
    ja: 'runtime/default、unconfined、または localhost/ に続けて、--seccomp-profile-root のフォルダー直下にあるファイルの名前を書いてください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: «RuntimeDefault» # as in the field
    container.seccomp.security.alpha.kubernetes.io/none: «"RUNTIME/DEFAULT"»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default # as in the field
    container.seccomp.security.alpha.kubernetes.io/none: "runtime/default"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
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
        container.seccomp.security.alpha.kubernetes.io/app: «localhost/profiles/app.json»
        container.seccomp.security.alpha.kubernetes.io/helper: «localhost»
        container.seccomp.security.alpha.kubernetes.io/other: «app.json»
        container.seccomp.security.alpha.kubernetes.io/open: «Unconfined»
        container.seccomp.security.alpha.kubernetes.io/empty: «""»
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
    seccomp.security.alpha.kubernetes.io/pod: docker/default
    container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
    container.seccomp.security.alpha.kubernetes.io/helper: runtime/default
    container.seccomp.security.alpha.kubernetes.io/other: unconfined
    container.seccomp.security.alpha.kubernetes.io/templated: "{{ .Values.seccomp }}"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    metadata:
      annotations: {seccomp.security.alpha.kubernetes.io/pod: RuntimeDefault}
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '6.2' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: {seccomp.security.alpha.kubernetes.io/pod: localhost/profiles/app.json}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings)
      .flatMap(seccompAnnotations)
      .flatMap(({ value }) => reports(document, settings, value)),
});

function reports(document: KubeDocument, { podman }: Settings, value: Value): Report<'invalid' | 'folder'>[] {
  const text = textOf(value);
  if (text === undefined || /^(runtime\/default|docker\/default|unconfined|localhost\/[^/]+)$/.test(text)) return [];
  const part = text.startsWith('localhost/') ? text.split('/')[1] : undefined;
  if (part) {
    if (!inRange(podman, seccompAnnotationsAlone)) return [];
    return [{ at: value.at, message: 'folder', params: { value: text, part } }];
  }
  const title = { en: 'Write runtime/default', ja: 'runtime/default と書く' };
  const isDefault = /^runtime\/?default$/i.test(text);
  const fixes = isDefault ? fixScalar(document, value, 'runtime/default', title) : [];
  return [{ at: value.at, message: 'invalid', params: { value: text }, fixes }];
}
