import { dig, textOf } from '../../parse/yaml/view.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { hostPathsIn } from './_volumes.ts';

export default kubeRule({
  id: 'kube/host-path-relabel',
  title: { en: 'Path of the host that Podman relabels', ja: 'Podmanがラベルを書き換えるホストのパス' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    relabel: {
      en: 'With {type}, Podman gives {path} of the host the SELinux label that all containers may use, even if it is there already.',
      ja: '{type} を指定すると、Podman は既に存在する場合でも、ホストの {path} にすべてのコンテナが使える SELinux ラベルを付けます。',
    },
  },
  why: {
    en: "Where SELinux guards the host, its own programs may lose the path, and every container may use it. {type} is meant for paths that are the pod's own.",
    ja: 'SELinux が有効なホストでは、ホスト側のプログラムがそのパスを使えなくなり、すべてのコンテナが使えるようになります。{type} はポッド専用のパスのためのものです。',
  },
  remedy: {
    en: 'Use type Directory or File, which leave the label alone.',
    ja: 'ラベルを変更しない Directory か File を使ってください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
  volumes:
  - name: logs
    hostPath:
      path: /var/log
      type: «DirectoryOrCreate»
  - {name: hosts, hostPath: {type: «FileOrCreate», path: /etc/hosts}}
`,
      },
      {
        text: `${appPod}
  volumes:
  - {name: data, hostPath: {path: /srv/web, type: «DirectoryOrCreate»}}
  - {name: own, hostPath: {path: /home/ann/web, type: «DirectoryOrCreate»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
  volumes:
  - {name: own, hostPath: {path: /home/ann/web, type: Directory}}
  - {name: logs, hostPath: {path: /var/log, type: Directory}}
  - {name: etc, hostPath: {path: /etc}}
`,
      },
    ],
  },
  check(document, { settings }) {
    const played = playedIn(document, settings);
    return hostPathsIn(document).flatMap(({ workload, value, host, path }) => {
      const field = dig(value, 'hostPath', 'type');
      const type = textOf(field) ?? '';
      if (!field || !/^(?:Directory|File)OrCreate$/.test(type) || !played.includes(workload)) return [];
      const found = sensitiveHostPath(host);
      const isOwn = !found || found.excuse === 'own';
      const params = { type, path: host, pod: podName(workload) };
      return [{ at: field.at, message: 'relabel', params, subject: path, ...(isOwn && { severity: 'hint' as const }) }];
    });
  },
});
