import type { Report } from '../../core/rule.ts';
import { dig, type Field, get, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { appPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace } from './_pods.ts';
import { cisKubernetes, podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/secret-env-ref',
  title: { en: 'Secret handed over in the environment', ja: '環境変数で渡されるシークレット' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'info' },
  aliases: ['CKV_K8S_35', 'C-0207', 'read-secret-from-env-var', 'secrets-not-from-env-vars', 'KBP112'],
  references: [cisKubernetes('5.4.1'), podmanKubePlay],
  messages: {
    key: {
      en: 'The variable {name} of container {container} holds a secret.',
      ja: 'コンテナ {container} の変数 {name} にシークレットが入ります。',
    },
    all: {
      en: 'Container {container} gets all of a Secret as variables.',
      ja: 'コンテナ {container} は Secret のすべての値を環境変数として受け取ります。',
    },
  },
  why: {
    en: 'Every process of the container inherits it, crash reports print it, and podman inspect shows it in plain text.',
    ja: 'コンテナのすべてのプロセスに引き継がれ、クラッシュレポートに出力され、podman inspect では平文で表示されます。',
  },
  remedy: {
    en: 'Mount the Secret as a volume, and let the program read the file.',
    ja: 'Secret をボリュームとしてマウントし、プログラムにファイルを読ませてください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    env:
    - name: TOKEN
      valueFrom:
        «secretKeyRef»:
          name: api
          key: token
    envFrom:
    - «secretRef»: {name: database}
    - configMapRef: {name: settings}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '@daily'
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, initContainers: [{name: prepare, image: quay.io/acme/app:1.4, env: [{name: A, valueFrom: {«secretKeyRef»: {name: a, key: b}}}]}], containers: []}}}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
x-env: &env [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: «*env»
  - name: other
    image: quay.io/acme/app:1.4
    env: [{name: B, valueFrom: {«"secretKeyRef"»: {name: a, key: b}}}]
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: a, key: b}}}
    - {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: secretKeyRef, value: a}
    envFrom: [{configMapRef: {name: a}}]
    volumeMounts: [{name: keys, mountPath: /keys, readOnly: true}]
  volumes: [{name: keys, secret: {secretName: keys}}]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    env: [{name: A, valueFrom: {secretKeyRef: null}}]
    envFrom: [{secretRef: }]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    env: \${ENV}
`,
      },
      {
        text: `${appPod}
    env: [{name: A, valueFrom: {secretKeyRef: {name: a, key: b}}}]
`,
      },
    ],
  },
  check: (document, { settings }) => oncePerPlace(containersIn(document, settings).flatMap(reports)),
});

function reports({ container, params }: ContainerCase): Report<'key' | 'all'>[] {
  const report = (message: 'key' | 'all', field: Field | undefined, name = '?'): Report<'key' | 'all'>[] =>
    field ? [{ at: field.keyAt, message, params: { ...params, name }, subject: container.path }] : [];
  return [
    ...itemsOf(dig(container.value, 'env')).flatMap(variable =>
      report('key', get(dig(variable, 'valueFrom'), 'secretKeyRef'), textOf(dig(variable, 'name'))),
    ),
    ...itemsOf(dig(container.value, 'envFrom')).flatMap(source => report('all', get(source, 'secretRef'))),
  ];
}
