import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { hostPathsIn } from './_volumes.ts';

export default kubeRule({
  id: 'kube/host-path-relative',
  title: { en: 'Relative path of the host', ja: 'ホストの相対パス' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    relative: {
      en: '{path} is a different directory for everybody who plays {pod}: Podman looks for it in the folder that it is started in.',
      ja: '{path} は {pod} を起動する人によって異なるディレクトリになります。Podman は起動されたフォルダーから探します。',
    },
  },
  why: {
    en: 'Started from another folder, or by systemd, the pod gets other files, or Podman refuses it. In Kubernetes the path counts from the root of the node.',
    ja: '別のフォルダーや systemd から起動すると、別のファイルが渡されるか、Podman に拒否されます。Kubernetes ではノードのルートからのパスになります。',
  },
  remedy: {
    en: 'Write the absolute path, or use SetWorkingDirectory=yaml in a Quadlet .kube file.',
    ja: '絶対パスで書くか、Quadlet の .kube ファイルで SetWorkingDirectory=yaml を指定してください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
  volumes:
  - name: data
    hostPath: {path: «data»}
  - {name: more, hostPath: {path: «./conf/app»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  volumes:
  - {name: data, hostPath: {path: /data}}
  - {name: more, hostPath: {path: '\${HOME}/data'}}
  - {name: rest, persistentVolumeClaim: {claimName: data}}
`,
      },
    ],
  },
  check(document, { settings }) {
    const played = playedIn(document, settings);
    return hostPathsIn(document).flatMap(({ workload, field, host, path }) =>
      host.startsWith('/') || !played.includes(workload)
        ? []
        : [{ at: field.value.at, message: 'relative', params: { path: host, pod: podName(workload) }, subject: path }],
    );
  },
});
