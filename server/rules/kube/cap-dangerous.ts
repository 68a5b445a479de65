import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { dig, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { capabilityName, dangerousCapabilities } from '../../podman/capabilities.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { capabilitiesManual, cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';

/** One for each capability, keyed by its name. */
const messages: Readonly<Record<string, Text>> = Object.fromEntries(
  Object.entries(dangerousCapabilities).map(([name, { allows }]) => [
    name,
    {
      en: `Container {container} adds the capability ${name}: with it a process can ${allows.en}.`,
      ja: `コンテナ {container} はケーパビリティ ${name} を追加しています。これを持つプロセスは${allows.ja}。`,
    },
  ]),
);

export default kubeRule({
  id: 'kube/cap-dangerous',
  title: { en: 'Dangerous capability', ja: '危険なケーパビリティ' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  aliases: ['CKV_K8S_39', 'KSV-0005', 'KSV-0119', 'KSV-0120', 'C-0046', 'dangerousCapabilities'],
  references: [podSecurityStandards, cisKubernetes('5.2.9'), capabilitiesManual],
  messages,
  why: {
    en: 'Podman does not give it to a container by itself, because it reaches beyond the container.',
    ja: '影響がコンテナの外に及ぶため、Podman はこのケーパビリティを標準では与えません。',
  },
  remedy: {
    en: 'Remove it, or give the container the narrower thing that it needs: a device, a volume, a sysctl.',
    ja: '削除するか、デバイス・ボリューム・sysctl など、必要なものだけを与えてください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        add:
        - NET_BIND_SERVICE
        - «sys_admin» # fuse
        - «CAP_NET_RAW»
        drop: [ALL]
`,
        fixed: `${appPod}
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        add:
        - NET_BIND_SERVICE
        # fuse
        drop: [ALL]
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities:
        add: [«"ALL"»]
        drop: [ALL]
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: [ALL]
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    securityContext:
      capabilities:
        add: [NET_BIND_SERVICE, "{{ .Values.capability }}", CHOWN]
        drop: [SYS_ADMIN, ALL]
  - name: open
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: true
      capabilities:
        add: [SYS_ADMIN]
`,
      },
    ],
  },
  check: (document, { settings }) => containersIn(document, settings).flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, { container, params }: ContainerCase): Report[] {
  const added = itemsOf(dig(container.value, 'securityContext', 'capabilities', 'add'));
  return added.flatMap(item => {
    const name = capabilityName(textOf(item) ?? '');
    if (!Object.hasOwn(dangerousCapabilities, name)) return [];
    const { holder } = item.written;
    const title = { en: 'Do not add {name}', ja: '{name} を追加しない' };
    return [
      {
        at: item.at,
        message: name,
        severity: dangerousCapabilities[name]?.escapes ? 'error' : 'warning',
        params,
        subject: container.path,
        fixes: holder ? fixRemoving(document, [holder], title, { name }) : [],
      },
    ];
  });
}
