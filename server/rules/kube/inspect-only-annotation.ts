import { isInspectOnly } from '../../podman/kubeAnnotations.ts';
import { annotationsOf } from './_annotations.ts';
import { playedIn } from './_played.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/inspect-only-annotation',
  title: { en: 'Annotation that only looks secure', ja: '見かけだけのアノテーション' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    shown: {
      en: '{key} changes what podman inspect shows, and nothing of what the container may do.',
      ja: '{key} は podman inspect の表示を変えるだけで、コンテナに許されることは何も変わりません。',
    },
  },
  why: {
    en: 'Podman writes these annotations for itself and does not read them when it plays a file: whoever looks at podman inspect believes in a profile that is not there.',
    ja: 'これらは Podman が自分のために書くもので、ファイルから実行するときには読まれません。podman inspect を見た人は、存在しないプロファイルが有効だと思い込みます。',
  },
  remedy: {
    en: 'Remove it. A seccomp profile is asked for with container.seccomp.security.alpha.kubernetes.io/NAME, and since Podman 6.2 with seccompProfile.',
    ja: '削除してください。seccomp プロファイルは container.seccomp.security.alpha.kubernetes.io/名前 で、Podman 6.2 以降は seccompProfile で指定します。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    «io.podman.annotations.seccomp/app»: localhost/app.json
    «"io.podman.annotations.apparmor/app"»: web
    «io.podman.annotations.privileged»: "FALSE"
    «io.podman.annotations.label»: level:s0:c1,c2
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
  annotations: {«io.podman.annotations.seccomp»: localhost/app.json}
spec:
  selector: {}
  template:
    metadata:
      annotations: {«io.podman.annotations.apparmor»: web}
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
  labels:
    io.podman.annotations.seccomp: not-an-annotation
  annotations:
    container.seccomp.security.alpha.kubernetes.io/app: localhost/app.json
    io.podman.annotations.init/app: "TRUE"
    io.podman.annotations.label/app: level:s0:c1,c2
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    playedIn(document, settings).flatMap(({ object, metadata }) =>
      [object.metadata, ...(metadata?.node === object.metadata?.node ? [] : [metadata])]
        .flatMap(annotationsOf)
        .filter(({ key }) => isInspectOnly(key))
        .map(({ key, keyAt }) => ({ at: keyAt, message: 'shown', params: { key }, subject: object.path })),
    ),
});
