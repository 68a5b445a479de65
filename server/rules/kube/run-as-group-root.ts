import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField, securityField, type Workload } from '../../parse/kube/workload.ts';
import { itemsOf, numberOf } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn, oncePerPlace, podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { fixId } from './_user.ts';

export default kubeRule({
  id: 'kube/run-as-group-root',
  title: { en: "Root's group", ja: 'root グループ' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'warning' },
  aliases: [
    'KSV-0116',
    'C-0013',
    'require-non-root-groups',
    'check-runasgroup',
    'check-supplementalgroups',
    'check-fsgroup',
  ],
  references: [podmanKubePlay, { title: 'Kyverno: Require Non-Root Groups' }],
  messages: {
    container: {
      en: "Container {container} runs in root's group.",
      ja: 'コンテナ {container} は root グループで実行されます。',
    },
    pod: { en: "Containers of {pod} run in root's group.", ja: '{pod} のコンテナは root グループで実行されます。' },
    supplemental: {
      en: "The processes of {pod} belong to root's group as well.",
      ja: '{pod} のプロセスは root グループにも属します。',
    },
    volumes: {
      en: "The volumes of {pod} belong to root's group.",
      ja: '{pod} のボリュームは root グループの所有になります。',
    },
  },
  why: {
    en: "What root's group may read and write, the process may: in the image, in volumes, and after an escape on the host.",
    ja: 'イメージ、ボリューム、そして脱出後のホストで、root グループに許された読み書きができます。',
  },
  remedy: {
    en: 'Choose a group above 0. Where an image is made for any user in group 0, as those for OpenShift are, leave it and ignore this finding.',
    ja: '0 より大きい番号のグループを指定してください。OpenShift 用のように、グループ 0 の任意のユーザーを前提とするイメージでは、この指摘を無視して構いません。',
  },
  examples: {
    bad: [
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  securityContext:
    runAsUser: 10001
    runAsGroup: «0»
    fsGroup: «0» # shared
    supplementalGroups: [2000, «0»]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
    # shared
    supplementalGroups: [2000]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext: {runAsUser: 10001, runAsGroup: 10001}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsGroup: «0»
`,
        fixed: `${webPod}
  securityContext: {runAsUser: 10001, runAsGroup: 10001}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsGroup: 10001
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
    supplementalGroups:
    - «0»
    - 44
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 10001
    runAsGroup: 10001
    supplementalGroups:
    - 44
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
    runAsUser: 10001
    runAsGroup: 20
    fsGroup: 2000
    supplementalGroups: [44]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      // Podman does not know fsGroup.
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext: {runAsUser: 10001, runAsGroup: 10001, fsGroup: 0}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  hostUsers: false
  securityContext: {runAsUser: 0, runAsGroup: 0, fsGroup: 0}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  securityContext: {runAsUser: 10001, runAsGroup: 0}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext: {runAsGroup: 10001}
  - name: templated
    image: quay.io/acme/app:1.4
    securityContext: {runAsGroup: "{{ .Values.gid }}"}
`,
      },
    ],
  },
  check(document, { settings }) {
    const exact = settings.profile === 'kubernetes';
    const containers = containersIn(document, settings).flatMap(each => containerReports(document, each));
    const pods = document.workloads
      .filter(({ hasOwnUsers }) => !hasOwnUsers)
      .flatMap(each => [...(exact ? podReports(document, each) : []), ...supplementalReports(document, each)]);
    return oncePerPlace([...containers, ...pods]);
  },
});

type Key = 'container' | 'pod' | 'supplemental' | 'volumes';

function containerReports(document: KubeDocument, { workload, container, params }: ContainerCase): Report<Key>[] {
  const group = securityField(workload, container, 'runAsGroup');
  if (workload.hasOwnUsers || !group || numberOf(group.value) !== 0) return [];
  const holder = group.level === 'pod' ? workload.spec : container.value;
  const fixes = fixId(document, holder, group.level, 'runAsGroup');
  return [{ at: group.value.at, message: group.level, params, subject: container.path, fixes }];
}

function podReports(document: KubeDocument, workload: Workload): Report<Key>[] {
  const shared = { params: { pod: podName(workload) }, subject: workload.path };
  const group = podSecurityField(workload, 'runAsGroup');
  const volumes = podSecurityField(workload, 'fsGroup');
  return [
    ...(group && numberOf(group.value) === 0
      ? [
          {
            ...shared,
            at: group.value.at,
            message: 'pod' as const,
            fixes: fixId(document, workload.spec, 'pod', 'runAsGroup'),
          },
        ]
      : []),
    ...(volumes && numberOf(volumes.value) === 0
      ? [
          {
            ...shared,
            at: volumes.value.at,
            message: 'volumes' as const,
            fixes: fixRemoving(document, [volumes.entry], { en: 'Remove fsGroup', ja: 'fsGroup を削除する' }),
          },
        ]
      : []),
  ];
}

function supplementalReports(document: KubeDocument, workload: Workload): Report<Key>[] {
  const groups = itemsOf(podSecurityField(workload, 'supplementalGroups')?.value);
  return groups.flatMap(group => {
    if (numberOf(group) !== 0) return [];
    const { holder } = group.written;
    const title = { en: 'Remove group 0', ja: 'グループ 0 を削除する' };
    const fixes = holder ? fixRemoving(document, [holder], title) : [];
    return [
      { at: group.at, message: 'supplemental', params: { pod: podName(workload) }, subject: workload.path, fixes },
    ];
  });
}
