import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type Field, fieldsOf, textOf } from '../../parse/yaml/view.ts';
import { safeSelinuxTypes } from '../../podman/podSecurity.ts';
import { fixRemoving } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { placesOf, type SecurityPlace } from './_securityContexts.ts';

export default kubeRule({
  id: 'kube/selinux-options',
  title: { en: 'SELinux type, user or role of its own', ja: '独自の SELinux タイプ・ユーザー・ロール' },
  // Types of one's own, made with udica for example, are good practice with Podman.
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  impliedBy: ['kube/selinux-disabled'],
  aliases: ['KSV-0025', 'disallow-selinux'],
  references: [podSecurityStandards],
  messages: {
    set: {
      en: '{pod} sets the SELinux {field} {value}.',
      ja: '{pod} は SELinux の {field} に {value} を指定しています。',
    },
  },
  why: {
    en: 'It may confine the container less than the usual label does, and the baseline Pod Security Standard refuses it.',
    ja: '通常のラベルより制限が緩くなることがあり、Pod Security Standards の baseline では拒否されます。',
  },
  remedy: {
    en: 'Remove user and role, and use the type container_t, container_init_t, container_kvm_t or container_engine_t.',
    ja: 'user と role を削除し、type には container_t、container_init_t、container_kvm_t、container_engine_t のいずれかを使ってください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    fsGroup: 2000
    seLinuxOptions:
      level: s0:c1,c2
      type: «web.process» # udica
      user: system_u
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {role: «system_r»}}
`,
        fixed: `${webPod}
  securityContext:
    fsGroup: 2000
    seLinuxOptions:
      level: s0:c1,c2
      # udica
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    spec:
      securityContext:
        seLinuxOptions: {user: «system_u», role: system_r}
      containers:
        - name: app
          image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {seLinuxOptions: {level: s0, user: «system_u», role: system_r}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {seLinuxOptions: {level: s0}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    seLinuxOptions: {type: container_engine_t, level: "s0:c1,c2", user: ""}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {}}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {seLinuxOptions: {type: "{{ .Values.type }}"}}
`,
      },
      {
        text: `${webPod}
  securityContext: {seLinuxOptions: {type: web.process}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    placesOf(document, settings, 'seLinuxOptions').flatMap(place => reports(document, place)),
});

/** One for all of a label: the fix leaves what may stay. */
function reports(document: KubeDocument, { field, subject, params }: SecurityPlace): Report<'set'>[] {
  const fields = fieldsOf(field.value);
  const refused = fields.filter(isRefused);
  const [first] = refused;
  if (!first) return [];
  const title = { en: 'Use the usual label', ja: '通常のラベルを使う' };
  const parts = refused.length === fields.length ? [field.entry] : refused.map(({ entry }) => entry);
  const fixes = fixRemoving(document, parts, title);
  const value = textOf(first.value) ?? '';
  return [{ at: first.value.at, message: 'set', params: { ...params, field: first.key, value }, subject, fixes }];
}

function isRefused({ key, value }: Field): boolean {
  const text = textOf(value) ?? '';
  return key === 'type' ? !safeSelinuxTypes.has(text) : (key === 'user' || key === 'role') && text !== '';
}
