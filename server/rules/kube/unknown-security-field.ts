import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import { remembering } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { isTemplated } from '../../parse/yaml/scalar.ts';
import { type Field, fieldsOf, type Value } from '../../parse/yaml/view.ts';
import {
  containerSecurityContext,
  type Fields,
  namespaceFields,
  podSecurityContext,
  type Shape,
} from '../../podman/kubeShapes.ts';
import { fixKey } from './_fixes.ts';
import { homeOf, type SecurityMap, securityMapsOf } from './_misplaced.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/unknown-security-field',
  title: { en: 'Unknown security setting', ja: '存在しないセキュリティ設定' },
  severity: 'warning',
  references: [
    podmanKubePlay,
    { title: 'Podman issue 18332', url: 'https://github.com/containers/podman/issues/18332' },
  ],
  messages: {
    unknown: {
      en: '{key} is no field of {place}: it has no effect.',
      ja: '{key} は {place} のフィールドではないため、効果がありません。',
    },
    meant: {
      en: '{key} is no field of {place}: it has no effect. Is {meant} meant?',
      ja: '{key} は {place} のフィールドではないため、効果がありません。{meant} のことですか？',
    },
    case: {
      en: 'Podman reads {key} as {meant}; Kubernetes does not read it.',
      ja: 'Podman は {key} を {meant} と解釈しますが、Kubernetes は読みません。',
    },
  },
  why: {
    en: 'Podman drops what it does not know without a word: the pod runs without the protection that the file seems to ask for.',
    ja: 'Podman は知らないフィールドを何も知らせずに捨てます。ポッドは、指定したつもりの保護なしで実行されます。',
  },
  remedy: {
    en: 'Correct the name, letter by letter and in the same case, or remove it.',
    ja: '大文字と小文字も含めて名前を正しく書くか、削除してください。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  «hostnetwork»: false
  securityContext:
    runAsUser: 10001
    «runAsNonroot»: true # no root
    seccompProfile: {«typ»: RuntimeDefault}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      «allowPrivilegeEscalations»: false
      «"readOnlyRootFileSystem"»: true
      capabilities: {«drops»: [ALL]}
  - name: helper
    image: quay.io/acme/helper:1.4
    «securitycontext»: {runAsUser: 5}
`,
        fixed: `${webPod}
  hostNetwork: false
  securityContext:
    runAsUser: 10001
    runAsNonRoot: true # no root
    seccompProfile: {type: RuntimeDefault}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      allowPrivilegeEscalation: false
      "readOnlyRootFilesystem": true
      capabilities: {drop: [ALL]}
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext: {runAsUser: 5}
`,
      },
      // No name is near enough, or the right one is there too.
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      «noNewPrivileges»: true
      «Privileged»: false
      privileged: false
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  hostname: web
  hostAliases: []
  securityContext:
    fsGroupChangePolicy: OnRootMismatch
    supplementalGroupsPolicy: Strict
    seLinuxOptions: {filetype: usr_t}
    sysctls: [{name: net.ipv4.ip_forward, value: "1"}]
    "{{ .Values.key }}": true
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {procMount: Default, windowsOptions: {hostProcess: false}}
`,
      },
      // misplaced-security-field says so.
      {
        text: `${webPod}
  x-hostNetwork: for another tool
  securityContext: {privileged: false}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    runAsUser: 10001
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      securityContext: {$patch: replace, runAsUser: 10001}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: document =>
    document.workloads.flatMap(workload => securityMapsOf(workload).flatMap(map => reportsIn(document, map))),
});

type Key = 'unknown' | 'meant' | 'case';

/** Around a security context only what is nearly one of the names that matter; inside of it, all that is unknown. */
function reportsIn(document: KubeDocument, { value, place, subject }: SecurityMap): Report<Key>[] {
  switch (place) {
    case 'spec':
      return slips(document, value, slipInSpec, 'spec', subject);
    case 'container':
      return slips(document, value, slipInContainer, 'container', subject);
    case 'podContext':
      return unknownIn(document, value, podSecurityContext, 'securityContext', subject);
    default:
      return unknownIn(document, value, containerSecurityContext, 'securityContext', subject);
  }
}

/** Which of these names a key is nearly. */
const slipOf = (...names: readonly string[]): ((key: string) => string | undefined) =>
  remembering(key => (names.includes(key) || homeOf(key) || key.startsWith('x-') ? undefined : nearest(key, names)));

const slipInSpec = slipOf('securityContext', ...namespaceFields);
const slipInContainer = slipOf('securityContext');

function slips(
  document: KubeDocument,
  value: Value,
  slip: (key: string) => string | undefined,
  place: string,
  subject: string,
): Report<Key>[] {
  return fieldsOf(value).flatMap(field => {
    const meant = slip(field.key);
    return meant === undefined ? [] : [reportOn(document, value, field, meant, place, subject)];
  });
}

function unknownIn(
  document: KubeDocument,
  value: Value,
  { fields }: Fields,
  place: string,
  subject: string,
): Report<Key>[] {
  return fieldsOf(value).flatMap(field => {
    const { key } = field;
    const shape: Shape | undefined = lookUp(fields, key);
    if (typeof shape === 'object' && 'fields' in shape) return unknownIn(document, field.value, shape, key, subject);
    if (shape || homeOf(key) || key.startsWith('$') || isTemplated(key)) return [];
    return [reportOn(document, value, field, nearest(key, Object.keys(fields)), place, subject)];
  });
}

function reportOn(
  document: KubeDocument,
  map: Value,
  field: Field,
  meant: string | undefined,
  place: string,
  subject: string,
): Report<Key> {
  const { key, keyAt } = field;
  if (meant === undefined) return { at: keyAt, message: 'unknown', params: { key, place }, subject };
  const message = meant.toLowerCase() === key.toLowerCase() ? 'case' : 'meant';
  const fixes = fixKey(document, map, field, meant, { en: 'Write {key}', ja: '{key} と書く' });
  return { at: keyAt, message, params: { key, place, meant }, subject, fixes };
}
