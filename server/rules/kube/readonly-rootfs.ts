import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, dig, get, isUnknown, itemsOf, textOf } from '../../parse/yaml/view.ts';
import { fixContainer, fixFields } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { cisKubernetes, podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/readonly-rootfs',
  title: { en: 'Writable root file system', ja: '書き込み可能なルートファイルシステム' },
  severity: 'info',
  aliases: [
    'CKV_K8S_22',
    'KSV-0014',
    'C-0017',
    'no-read-only-root-fs',
    'require-ro-rootfs',
    'notReadOnlyRootFilesystem',
    'container-security-context-readonlyrootfilesystem',
  ],
  references: [cisKubernetes('5.7.3'), podmanKubePlay],
  messages: {
    missing: {
      en: 'Container {container} can write to its root file system.',
      ja: 'コンテナ {container} はルートファイルシステムに書き込めます。',
    },
    pod: {
      en: 'All containers of {pod} can write to their root file systems.',
      ja: '{pod} のすべてのコンテナがルートファイルシステムに書き込めます。',
    },
    writable: {
      en: 'Container {container} asks for a writable root file system.',
      ja: 'コンテナ {container} は書き込み可能なルートファイルシステムを指定しています。',
    },
  },
  why: {
    en: 'An attacker can replace programs and configuration, and keep tools between requests.',
    ja: '攻撃者がプログラムや設定を書き換えたり、ツールを残したりできます。',
  },
  remedy: {
    en: 'Set readOnlyRootFilesystem to true. Since 4.4 Podman mounts a writable /tmp, /var/tmp and /run all the same; what else must be written goes into a volume.',
    ja: 'readOnlyRootFilesystem を true にしてください。Podman 4.4 以降は /tmp、/var/tmp、/run を書き込み可能な状態でマウントします。ほかに書き込む場所にはボリュームを使ってください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: nightly
spec:
  template:
    spec:
      containers:
        - name: «app»
          image: quay.io/acme/app:1.4
          securityContext: # to do
      restartPolicy: Never
`,
        fixed: `apiVersion: batch/v1
kind: Job
metadata:
  name: nightly
spec:
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          securityContext: # to do
            readOnlyRootFilesystem: true
      restartPolicy: Never
`,
      },
      {
        text: `${appPod}
    securityContext:
      readOnlyRootFilesystem: «false»
`,
        fixed: `${appPod}
    securityContext:
      readOnlyRootFilesystem: true
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  os: {name: windows}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${appPod}
    securityContext: &locked
      readOnlyRootFilesystem: true
  - name: other
    image: quay.io/acme/app:1.4
    securityContext:
      <<: *locked
      privileged: false
  - name: unknown
    image: quay.io/acme/app:1.4
    securityContext: "\${SECURITY}"
`,
      },
    ],
  },
  check: (document, { settings }) => containersIn(document, settings).flatMap(each => reports(document, each)),
});

function reports(document: KubeDocument, each: ContainerCase): Report<'missing' | 'pod' | 'writable'>[] {
  const { workload, container, params, pod, isWhole } = each;
  // Windows containers cannot have it, and the API server refuses the field.
  if (workload.isWindows) return [];
  const field = get(dig(container.value, 'securityContext'), 'readOnlyRootFilesystem');
  if (isUnknown(field?.value) || booleanOf(field?.value) === true || !(field || isWhole)) return [];
  const shared = { params, subject: container.path, fixes: fixesFor(document, each) };
  return field
    ? [{ ...shared, at: field.value.at, message: 'writable' }]
    : [{ ...shared, at: container.nameAt, message: 'missing', group: pod }];
}

function fixesFor(document: KubeDocument, { container, workload }: ContainerCase): Fix[] {
  const fields = { securityContext: { readOnlyRootFilesystem: true } };
  const title = {
    en: 'Make the root file system read-only',
    ja: 'ルートファイルシステムを読み取り専用にする',
  };
  const alone = fixContainer(document, container.value, fields, title);
  const mounts = itemsOf(dig(container.value, 'volumeMounts'));
  if (mounts.some(mount => textOf(dig(mount, 'mountPath'))?.replace(/\/$/, '') === '/tmp')) return alone;
  // Podman calls the volume by this name on the whole host.
  const name = `${workload.object.name ?? workload.object.kind}-${container.name ?? 'app'}-tmp`
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
  const withTmp = fixFields(
    document,
    [
      {
        value: container.value,
        fields,
        after: ['image', 'name'],
        items: { volumeMounts: { name, mountPath: '/tmp' } },
      },
      { value: workload.spec, fields: {}, items: { volumes: { name, emptyDir: { medium: 'Memory' } } } },
    ],
    {
      en: 'Make it read-only and mount a writable /tmp (Podman 4.4 and later mount one anyway)',
      ja: '読み取り専用にし、書き込み可能な /tmp をマウントする（Podman 4.4 以降では自動でマウントされます）',
    },
  );
  return [...alone, ...withTmp];
}
