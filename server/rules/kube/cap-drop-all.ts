import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, get, isUnknown, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { fixDroppingAll } from './_capabilities.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { capabilitiesManual, cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cap-drop-all',
  title: { en: 'Capabilities not dropped', ja: 'ケーパビリティの未削除' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  aliases: ['CKV_K8S_37', 'C-0201', 'KSV-0003', 'KSV-0004', 'KSV-0106', 'require-drop-all', 'insecureCapabilities'],
  references: [podSecurityStandards, cisKubernetes('5.2.10'), capabilitiesManual],
  messages: {
    missing: {
      en: 'Container {container} does not drop all capabilities.',
      ja: 'コンテナ {container} はすべてのケーパビリティを削除していません。',
    },
    partial: {
      en: 'Container {container} drops some capabilities and keeps the others.',
      ja: 'コンテナ {container} は一部のケーパビリティだけを削除し、残りを保持しています。',
    },
    text: {
      en: 'The drop of container {container} is {value} and not a list: the file is refused.',
      ja: 'コンテナ {container} の drop の値 {value} がリストではないため、このファイルは拒否されます。',
    },
    pod: {
      en: 'No container of {pod} drops all capabilities.',
      ja: '{pod} のどのコンテナもすべてのケーパビリティを削除していません。',
    },
  },
  why: {
    en: 'Podman leaves a container eleven capabilities of root, such as DAC_OVERRIDE and SETUID; hardly any program needs one of them, and attacks do.',
    ja: 'Podman は DAC_OVERRIDE や SETUID など root のケーパビリティを 11 個残します。必要とするプログラムはほとんどなく、攻撃にだけ役立ちます。',
  },
  remedy: {
    en: 'Drop ALL, and add back the one that the program fails without.',
    ja: 'ALL を削除し、ないと動かないものだけを追加してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop:
        - ALL
`,
      },
      {
        text: `${webPod}
  containers:
    - name: app
      image: quay.io/acme/app:1.4
      securityContext:
        capabilities:
          «drop»:
            - NET_RAW
            - MKNOD
          add: [NET_BIND_SERVICE]
    - name: commented
      image: quay.io/acme/app:1.4
      securityContext:
        capabilities:
          «drop»:
            - NET_RAW # no ping
`,
        fixed: `${webPod}
  containers:
    - name: app
      image: quay.io/acme/app:1.4
      securityContext:
        capabilities:
          drop:
            - ALL
          add: [NET_BIND_SERVICE]
    - name: commented
      image: quay.io/acme/app:1.4
      securityContext:
        capabilities:
          drop:
            - NET_RAW # no ping
            - ALL
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities:
        drop: «ALL» # all of them
        add: [NET_BIND_SERVICE]
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: # all of them
        - ALL
        add: [NET_BIND_SERVICE]
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {capabilities: {«drop»: [CHOWN]}}
`,
        fixed: `${appPod}
    securityContext: {capabilities: {drop: [ALL]}}
`,
      },
      {
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {add: ["all"]} # root
`,
        fixed: `${appPod}
    securityContext:
      capabilities: {drop: ["ALL"]} # root
`,
      },
      {
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {add: [ALL, NET_RAW]}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [all]
  - name: open
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: true
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        drop: ["{{ .Values.drop }}"]
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings)
      .filter(({ workload }) => !workload.isWindows)
      .flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'missing' | 'partial' | 'text' | 'pod'>[] {
  const { container, params, pod, isWhole } = each;
  const capabilities = dig(container.value, 'securityContext', 'capabilities');
  const drop = get(capabilities, 'drop');
  const dropped = itemsOf(drop?.value);
  if ([capabilities, drop?.value, ...dropped].some(isUnknown)) return [];
  if (dropped.some(value => textOf(value)?.toUpperCase() === 'ALL')) return [];
  const shared = { params, subject: container.path, fixes: fixDroppingAll(document, container) };
  const value = textOf(drop?.value);
  if (drop && value !== undefined)
    return [{ ...shared, at: drop.value.at, message: 'text', params: { ...params, value } }];
  if (drop && dropped.length > 0) return [{ ...shared, at: drop.keyAt, message: 'partial' }];
  return drop || isWhole ? [{ ...shared, at: container.nameAt, message: 'missing', group: pod }] : [];
}
