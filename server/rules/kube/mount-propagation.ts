import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { get, textOf } from '../../parse/yaml/view.ts';
import { fixField } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type Mount, mountsOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/mount-propagation',
  title: { en: 'Mounts that show on the host', ja: 'ホストに反映されるマウント' },
  severity: 'warning',
  aliases: ['KBP115'],
  references: [
    {
      title: 'Kubernetes: Mount propagation',
      url: 'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation',
    },
    podmanKubePlay,
  ],
  messages: {
    shared: {
      en: 'What container {container} of {pod} mounts below {target} shows on the host.',
      ja: '{pod} のコンテナ {container} が {target} の下にマウントしたものは、ホストにも現れます。',
    },
    unknown: {
      en: '{value} is no propagation of mounts: {pod} is refused.',
      ja: '{value} はマウントの伝播の指定ではないため、{pod} は拒否されます。',
    },
  },
  why: {
    en: "Who may mount in the container, mounts over the host's directories and those of other containers.",
    ja: 'コンテナ内でマウントできる者は、ホストや他のコンテナのディレクトリの上にもマウントできます。',
  },
  remedy: {
    en: 'Remove mountPropagation, or use HostToContainer if the container has to see new mounts of the host.',
    ja: 'mountPropagation を削除してください。ホストの新しいマウントが必要な場合は HostToContainer を使ってください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    volumeMounts:
    - name: data
      mountPath: /data
      mountPropagation: «Bidirectional» # for the plugin
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
        fixed: `${appPod}
    volumeMounts:
    - name: data
      mountPath: /data
      # for the plugin
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
      {
        text: `${webPod}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: data, mountPath: «'/data:ro,rshared'»}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
      {
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: /data, mountPropagation: «bidirectional»}
    - {name: data, mountPath: /more, mountPropagation: «""»}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: /data, mountPropagation: HostToContainer}
    - {name: data, mountPath: /b, mountPropagation: None}
    - {name: data, mountPath: '/c:rslave'}
    - {name: data, mountPath: /d, mountPropagation: null}
    - {name: data, mountPath: /e, mountPropagation: '{{ .Values.propagation }}'}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
    ],
  },
  check: document =>
    document.workloads.flatMap(workload => mountsOf(workload).flatMap(mount => reports(document, workload, mount))),
});

const propagations = ['None', 'HostToContainer', 'Bidirectional'];

function reports(document: KubeDocument, workload: Workload, mount: Mount): Report<'shared' | 'unknown'>[] {
  const { container, value, target, options } = mount;
  const field = get(value, 'mountPropagation');
  const said = textOf(field?.value);
  const params = { container: container.name ?? '', pod: podName(workload), target, value: said ?? '' };
  const shared = { params, subject: container.path };
  if (field && said !== undefined && !propagations.includes(said)) {
    return [{ ...shared, at: field.value.at, message: 'unknown', severity: 'error' }];
  }
  if (field && said === 'Bidirectional') {
    const title = { en: 'Remove mountPropagation', ja: 'mountPropagation を削除する' };
    const fixes = fixField(document, value, field, 'None', title);
    return [{ ...shared, at: field.value.at, message: 'shared', fixes }];
  }
  const at = get(value, 'mountPath')?.value.at;
  return at && options.some(option => /^r?shared$/.test(option)) ? [{ ...shared, at, message: 'shared' }] : [];
}
