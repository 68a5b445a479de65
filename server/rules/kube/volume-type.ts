import { get } from '../../parse/yaml/view.ts';
import { volumeSources } from '../../podman/kubeSupport.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { volumesIn } from './_volumes.ts';

/** The Pod Security Standards' restricted profile names the others. */
const allowed: readonly string[] = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  'secret',
];
const forbidden = volumeSources.filter(source => !allowed.includes(source));

export default kubeRule({
  id: 'kube/volume-type',
  title: { en: 'Volume type that is not allowed', ja: '許可されていない種類のボリューム' },
  severity: { podman: 'off', strict: 'off', kubernetes: 'warning' },
  aliases: ['KSV-0028', 'restrict-volume-types'],
  references: [podSecurityStandards],
  messages: {
    type: {
      en: 'The restricted profile allows no {type} volume; {pod} has one.',
      ja: 'restricted プロファイルでは {type} ボリュームは許可されませんが、{pod} で使用されています。',
    },
  },
  why: {
    en: 'Such a volume lets whoever writes the manifest reach storage or files of the node, without an administrator who allowed it.',
    ja: '管理者が許可していないストレージやノードのファイルに、マニフェストを書く者が到達できてしまいます。',
  },
  remedy: {
    en: 'Use a persistentVolumeClaim, whose volume an administrator provides, or one of: configMap, secret, emptyDir, projected, downwardAPI, csi, ephemeral, image.',
    ja: '管理者が提供する persistentVolumeClaim か、configMap、secret、emptyDir、projected、downwardAPI、csi、ephemeral、image のいずれかを使ってください。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes:
  - name: data
    «nfs»: {server: files.example, path: /}
  - «hostPath»:
      path: /srv/web
    name: web
`,
      },
    ],
    good: [
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
  volumes:
  - name: nothing
  - {name: nfs, emptyDir: {}}
  - {name: claim, persistentVolumeClaim: {claimName: web}}
  - {name: image, image: {reference: 'quay.io/acme/files:1'}}
  - {name: made, ephemeral: {volumeClaimTemplate: {spec: {}}}}
  - {name: all, projected: {sources: []}}
  - {name: gone, hostPath: null, emptyDir: {}}
`,
      },
    ],
  },
  check: document =>
    volumesIn(document).flatMap(({ workload, value, path }) =>
      forbidden.flatMap(type => {
        const field = get(value, type);
        return field
          ? [{ at: field.keyAt, message: 'type', params: { pod: podName(workload), type }, subject: path }]
          : [];
      }),
    ),
});
