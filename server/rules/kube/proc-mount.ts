import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { textOf } from '../../parse/yaml/view.ts';
import { procMountSince } from '../../podman/kubeSecurity.ts';
import { fixField } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { cisKubernetes, podmanKubePlay, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { placesOf, type SecurityPlace } from './_securityContexts.ts';

export default kubeRule({
  id: 'kube/proc-mount',
  title: { en: '/proc without masks', ja: 'マスクなしの /proc' },
  severity: 'warning',
  impliedBy: ['kube/privileged'],
  aliases: ['KSV-0027', 'unsafe-proc-mount', 'disallow-proc-mount', 'procMount'],
  references: [podSecurityStandards, cisKubernetes('5.7.3'), podmanKubePlay],
  messages: {
    unmasked: {
      en: '{pod} mounts /proc without its masks.',
      ja: '{pod} は /proc をマスクなしでマウントします。',
    },
    other: { en: '{type} is no way to mount /proc.', ja: '{type} という /proc のマウント方法はありません。' },
  },
  why: {
    en: "The masks hide and write-protect the files of /proc and /sys by which a root process reads the host's memory or changes its kernel.",
    ja: 'マスクは、root のプロセスがホストのメモリーを読んだりカーネルを変更したりできる /proc と /sys のファイルを隠し、書き込みを防いでいます。',
  },
  remedy: {
    en: 'Remove procMount. For containers inside a container, set hostUsers to false as well.',
    ja: 'procMount を削除してください。コンテナの中でコンテナを動かす場合は、hostUsers も false にします。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    securityContext:
      procMount: «Unmasked» # podman inside
      runAsUser: 10001
`,
        fixed: `${appPod}
    securityContext:
      # podman inside
      runAsUser: 10001
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: false
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {procMount: «Unmasked»}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {procMount: «Other»}
`,
        fixed: `${webPod}
  hostUsers: false
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {procMount: Default}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {procMount: Default}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {procMount: Default}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {procMount: "{{ .Values.procMount }}"}
`,
      },
      // Root inside is nobody outside.
      {
        text: `${webPod}
  hostUsers: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {procMount: Unmasked}
`,
      },
      // Podman reads past it.
      {
        settings: { podman: '4.6' },
        text: `${appPod}
    securityContext: {procMount: Unmasked}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    placesOf(document, settings, 'procMount').flatMap(place => reports(document, settings, place)),
});

function reports(
  document: KubeDocument,
  settings: Settings,
  { field, holder, workload, subject, params }: SecurityPlace,
): Report<'unmasked' | 'other'>[] {
  const type = textOf(field.value);
  if (type === undefined || type === 'Default') return [];
  const isUnmasked = type === 'Unmasked';
  const holds = isUnmasked && !workload.hasOwnUsers && inRange(settings.podman, procMountSince);
  if (settings.profile !== 'kubernetes' && !holds) return [];
  const title = { en: 'Mount /proc with its masks', ja: '/proc をマスク付きでマウントする' };
  const fixes = fixField(document, holder, field, 'Default', title);
  const message = isUnmasked ? 'unmasked' : 'other';
  return [{ at: field.value.at, message, params: { ...params, type }, subject, fixes }];
}
