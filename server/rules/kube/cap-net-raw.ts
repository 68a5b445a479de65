import { dig, get, isUnknown, itemsOf } from '../../parse/yaml/view.ts';
import { capabilitiesOf, fixDroppingAll } from './_capabilities.ts';
import { appPod, webPod } from './_podExamples.ts';
import { containersIn } from './_pods.ts';
import { capabilitiesManual, cisKubernetes } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cap-net-raw',
  title: { en: 'NET_RAW not dropped', ja: 'NET_RAW の未削除' },
  // Podman has not given it to containers since 4.4, and what is missing before is what cap-drop-all says.
  severity: { podman: 'off', strict: 'off', kubernetes: 'warning' },
  aliases: ['CKV_K8S_28', 'C-0199', 'drop-net-raw-capability', 'require-drop-cap-net-raw', 'drop-capability-netraw'],
  references: [cisKubernetes('5.2.8'), capabilitiesManual],
  messages: {
    kept: {
      en: 'Container {container} drops neither NET_RAW nor ALL.',
      ja: 'コンテナ {container} は NET_RAW も ALL も削除していません。',
    },
    pod: {
      en: 'No container of {pod} drops NET_RAW or ALL.',
      ja: '{pod} のどのコンテナも NET_RAW や ALL を削除していません。',
    },
  },
  why: {
    en: "Engines of Kubernetes give NET_RAW to every container: with it a process forges packets on the pods' network and answers for others.",
    ja: 'Kubernetes のエンジンは NET_RAW をすべてのコンテナに与えます。これを持つプロセスは、ポッドのネットワークでパケットを偽装し、他者になりすませます。',
  },
  remedy: { en: 'Drop ALL.', ja: 'ALL を削除してください。' },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities:
        # to do
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop:
        - ALL
        # to do
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  initContainers:
  - name: «prepare»
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {drop: [MKNOD]}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {drop: [ALL]}}
`,
        fixed: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {drop: [ALL]}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {drop: [ALL]}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: «app», image: 'quay.io/acme/app:1.4'}]}}}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: app, image: 'quay.io/acme/app:1.4', securityContext: {capabilities: {drop: [ALL]}}}]}}}
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [all]
  - name: second
    image: quay.io/acme/app:1.4
    securityContext: {capabilities: {drop: [CAP_NET_RAW]}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    securityContext: {capabilities: {drop: ["{{ .Values.drop }}"]}}
`,
      },
      // Podman 4.4 and later do not give it.
      {
        settings: { profile: 'strict' },
        text: `${appPod}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  os: {name: windows}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings).flatMap(({ container, workload, params, pod, isWhole }) => {
      const capabilities = dig(container.value, 'securityContext', 'capabilities');
      const drop = get(capabilities, 'drop')?.value;
      if (workload.isWindows || !isWhole || [capabilities, drop, ...itemsOf(drop)].some(isUnknown)) return [];
      if (capabilitiesOf(container, 'drop').some(({ name }) => name === 'ALL' || name === 'NET_RAW')) return [];
      const fixes = fixDroppingAll(document, container);
      return [{ at: container.nameAt, message: 'kept', params, subject: container.path, fixes, group: pod }];
    }),
});
