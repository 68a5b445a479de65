import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, dig, get } from '../../parse/yaml/view.ts';
import { fixContainer } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/privileged',
  title: { en: 'Privileged container', ja: '特権コンテナ' },
  severity: 'error',
  aliases: [
    'CKV_K8S_16',
    'C-0193',
    'KSV-0017',
    'privileged-container',
    'C-0057',
    'disallow-privileged-containers',
    'runAsPrivileged',
    'container-security-context-privileged',
  ],
  references: [podSecurityStandards, cisKubernetes('5.2.2'), podmanKubePlay],
  messages: {
    privileged: {
      en: 'Container {container} runs privileged.',
      ja: 'コンテナ {container} は特権モードで実行されます。',
    },
    legacy: {
      en: 'Container {container} is privileged where {value} is read as true; Podman refuses the file.',
      ja: 'コンテナ {container} は {value} を true と読む環境では特権モードになり、Podman はこのファイルを拒否します。',
    },
  },
  why: {
    en: "It has every capability and the host's devices, without seccomp, SELinux or AppArmor: whoever takes over the process owns all that the user who started it owns.",
    ja: 'すべてのケーパビリティとホストのデバイスを持ち、seccomp・SELinux・AppArmor の制限も受けません。プロセスを乗っ取った攻撃者は、起動したユーザーの権限をすべて手に入れます。',
  },
  remedy: {
    en: 'Set privileged to false, and give the one capability or device that the container needs.',
    ja: 'privileged を false にし、必要なケーパビリティやデバイスだけを与えてください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  containers:
    - name: app
      image: quay.io/acme/app:1.4
      securityContext:
        privileged: «true» # for now
`,
        fixed: `${webPod}
  containers:
    - name: app
      image: quay.io/acme/app:1.4
      securityContext:
        privileged: false # for now
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, image: 'quay.io/acme/app:1.4', securityContext: {privileged: «yes»}}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, image: 'quay.io/acme/app:1.4', securityContext: {privileged: false}}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: first
    image: quay.io/acme/app:1.4
    securityContext: &open
      privileged: «true»
  - name: second
    image: quay.io/acme/app:1.4
    securityContext: «*open»
  - name: third
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *open
      privileged: false
`,
        fixed: `${webPod}
  containers:
  - name: first
    image: quay.io/acme/app:1.4
    securityContext: &open
      privileged: false
  - name: second
    image: quay.io/acme/app:1.4
    securityContext: *open
  - name: third
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *open
      privileged: false
`,
      },
      // Indented wrongly, it is no YAML: an edit could go anywhere.
      {
        text: `${appPod}
   securityContext:
      privileged: «true»
`,
      },
      {
        file: 'pod.json',
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"privileged": «true»}}
]}}
`,
        fixed: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {"containers": [
  {"name": "app", "image": "quay.io/acme/app:1.4", "securityContext": {"privileged": false}}
]}}
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
    privileged: "true"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    args: ["privileged: true"]
    securityContext:
      privileged: no
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      privileged: "{{ .Values.privileged }}"
  - name: unset
    image: quay.io/acme/helper:1.4
    securityContext: null
`,
      },
      {
        text: `${appPod}
    {{- if .Values.open }}
    securityContext:
      privileged: true
    {{- end }}
`,
      },
      {
        text: `apiVersion: acme.example/v1
kind: Pod
spec:
  containers:
  - name: app
    securityContext: {privileged: true}
`,
      },
    ],
  },
  check: (document, { settings }) => containersIn(document, settings).flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, { container, params }: ContainerCase): Report<'privileged' | 'legacy'>[] {
  const field = get(dig(container.value, 'securityContext'), 'privileged');
  if (field?.value.node.type !== 'scalar' || booleanOf(field.value) !== true) return [];
  const { text } = field.value.node;
  return [
    {
      at: field.value.at,
      message: text.toLowerCase() === 'true' ? 'privileged' : 'legacy',
      params: { ...params, value: text },
      subject: container.path,
      fixes: fixContainer(
        document,
        container.value,
        { securityContext: { privileged: false } },
        { en: 'Set privileged to false', ja: 'privileged を false にする' },
      ),
    },
  ];
}
