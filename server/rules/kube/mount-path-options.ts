import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, isUnknown, spanWithin, textOf } from '../../parse/yaml/view.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { mountPathOptions } from '../../podman/kubeSupport.ts';
import { playedIn } from './_played.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type HostPath, hostPathsIn, type Mount, mountsOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/mount-path-options',
  title: { en: 'Risky option of a mount', ja: '危険なマウントオプション' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  references: [
    podmanKubePlay,
    {
      title: 'podman-run(1)',
      url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#volume-v-source-volume-host-dir-container-dir-options',
    },
  ],
  messages: {
    suid: {
      en: 'With {option}, programs on {target} in {pod} run with the rights of their owner.',
      ja: '{option} により、{pod} の {target} にあるプログラムは所有者の権限で実行されます。',
    },
    dev: {
      en: 'With {option}, device files on {target} in {pod} work.',
      ja: '{option} により、{pod} の {target} にあるデバイスファイルが機能します。',
    },
    owner: {
      en: "With {option}, Podman gives everything in the host's {host} to the user of container {container}.",
      ja: '{option} により、Podman はホストの {host} にあるすべてのファイルの所有者をコンテナ {container} のユーザーに変更します。',
    },
    relabel: {
      en: "With {option}, Podman relabels everything in the host's {host}, and the host's own programs lose it.",
      ja: '{option} により、Podman はホストの {host} にあるすべてのラベルを書き換え、ホスト側のプログラムが利用できなくなります。',
    },
    unknown: {
      en: 'Podman knows no option {option} of a mount, and refuses {pod}.',
      ja: 'Podman は {option} というマウントオプションに対応しておらず、{pod} を拒否します。',
    },
    relative: {
      en: '{target} is not an absolute path: Podman refuses {pod}.',
      ja: '{target} は絶対パスではないため、Podman は {pod} を拒否します。',
    },
  },
  why: {
    en: 'What stands behind the colon of mountPath is for Podman alone, and can take back what keeps a volume harmless; Kubernetes refuses such a path.',
    ja: 'mountPath のコロン以降は Podman 独自の指定で、ボリュームを安全に保つ仕組みを無効にできます。Kubernetes はこのようなパスを拒否します。',
  },
  remedy: {
    en: 'Remove the option. readOnly: true says what ro says, and :Z relabels a directory that is made for the pod.',
    ja: 'オプションを削除してください。ro の代わりに readOnly: true を使えます。:Z はそのポッド専用のディレクトリに使ってください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts:
    - name: data
      mountPath: /data:rw,«suid»,«dev»,exec
    - {name: data, mountPath: '/more:«U»,z'}
    - {name: lib, mountPath: "/lib:«Z»"}
    - {name: data, mountPath: '/x:«sticky»'}
    - {name: data, mountPath: «data»}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: lib, hostPath: {path: /var/lib}}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    volumeMounts:
    - {name: data, mountPath: '/data:ro,Z'}
    - {name: data, mountPath: '/more:noexec,nosuid,nodev,idmap=uids=0-1-10'}
    - {name: own, mountPath: '/own:U'}
    - {name: own, mountPath: '/{{ .path }}:sticky'}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: own, persistentVolumeClaim: {claimName: own}}
`,
      },
    ],
  },
  *check(document, { settings }) {
    const played = playedIn(document, settings);
    if (
      !played.some(workload =>
        mountsOf(workload).some(({ target, options }) => options.length > 0 || target[0] !== '/'),
      )
    )
      return;
    const hosts = hostPathsIn(document);
    for (const workload of played)
      yield* mountsOf(workload).flatMap(mount => reports(document, workload, mount, hosts));
  },
});

type Key = 'suid' | 'dev' | 'owner' | 'relabel' | 'unknown' | 'relative';

function reports({ text }: KubeDocument, workload: Workload, mount: Mount, hosts: readonly HostPath[]): Report<Key>[] {
  const value = dig(mount.value, 'mountPath');
  const written = textOf(value);
  if (!value || !written || isUnknown(value)) return [];
  const { container, target, options } = mount;
  const subject = container.path;
  const pod = podName(workload);
  if (!target.startsWith('/')) {
    return [{ at: value.at, message: 'relative', params: { target, pod }, subject, severity: 'error' }];
  }
  const host = hosts.find(volume => volume.workload === workload && volume.name === mount.name)?.host;
  let start = target.length + 1;
  return options.flatMap(option => {
    const at = spanWithin(text, value, { start, end: start + option.length });
    start += option.length + 1;
    const message = faultOf(option, host);
    const params = { option, target, pod, host: host ?? '', container: container.name ?? '' };
    return message
      ? [{ at, message, params, subject, ...(message === 'unknown' && { severity: 'error' as const }) }]
      : [];
  });
}

function faultOf(option: string, host: string | undefined): Key | undefined {
  if (option === 'suid' || option === 'dev') return option;
  if (option === 'U') return host === undefined ? undefined : 'owner';
  if (option === 'z' || option === 'Z') return isOfSystem(host) ? 'relabel' : undefined;
  const [name = ''] = option.split('=');
  const isKnown = mountPathOptions.includes(option) || /^(?:idmap|upperdir|workdir)$/.test(name);
  return isKnown ? undefined : 'unknown';
}

/** What is not below somebody's home is of the system. */
const isOfSystem = (host = ''): boolean => {
  const found = sensitiveHostPath(host);
  return found !== undefined && found.excuse !== 'own';
};
