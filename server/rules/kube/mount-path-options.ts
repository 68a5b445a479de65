import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, isUnknown, spanWithin, textOf } from '../../parse/yaml/view.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { mountPathOptions } from '../../podman/kubeSupport.ts';
import { playedIn } from './_played.ts';
import { appPod } from './_podExamples.ts';
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
    exec: {
      en: 'With {option}, programs on {target} in {pod} can be started.',
      ja: '{option} を指定すると、{pod} の {target} にあるプログラムを実行できます。',
    },
    overlay: {
      en: 'With {option}, what container {container} writes to {target} is gone when it ends.',
      ja: '{option} を指定すると、コンテナ {container} が {target} に書いたものは、終了時に失われます。',
    },
    clash: {
      en: '{option} is one too many beside {other}: Podman refuses {pod}.',
      ja: '{option} は {other} と同時に指定できないため、Podman は {pod} を拒否します。',
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
        text: `${appPod}
    volumeMounts:
    - name: data
      mountPath: /data:rw,«suid»,«dev»,exec
    - {name: data, mountPath: '/more:«U»,z,rw,«ro»'}
    - {name: lib, mountPath: "/lib:«Z»"}
    - {name: data, mountPath: '/x:«sticky»'}
    - {name: data, mountPath: '/y:«ro»', readOnly: true}
    - {name: data, mountPath: "/z:O,«Z»,«rslave»", mountPropagation: None}
    - {name: data, mountPath: «data»}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
  - {name: lib, hostPath: {path: /var/lib}}
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: '/data:«exec»,«O»,upperdir=/srv/upper'}
  volumes:
  - {name: data, hostPath: {path: /srv/web}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: data, mountPath: '/data:ro,Z'}
    - {name: data, mountPath: '/again:O,ro', readOnly: false}
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
      yield* mountsOf(workload).flatMap(mount => reports(document, workload, mount, hosts, settings));
  },
});

type Key = 'suid' | 'dev' | 'exec' | 'overlay' | 'owner' | 'relabel' | 'clash' | 'unknown' | 'relative';

function reports(
  { text }: KubeDocument,
  workload: Workload,
  mount: Mount,
  hosts: readonly HostPath[],
  { profile }: Settings,
): Report<Key>[] {
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
  return options.flatMap((option, i) => {
    const at = spanWithin(text, value, { start, end: start + option.length });
    start += option.length + 1;
    const other = clashOf(mount, option, options.slice(0, i));
    const message = other === undefined ? faultOf(option, host) : 'clash';
    const severity = message && severities[message];
    if (!message || (severity === 'hint' && profile === 'podman')) return [];
    const params = { option, target, pod, host: host ?? '', container: container.name ?? '', other: other ?? '' };
    return [{ at, message, params, subject, ...(severity && { severity }) }];
  });
}

/** What a mount has anyway, or what somebody wants who writes it, is worth a hint at most. */
const severities: { readonly [key in Key]?: 'error' | 'hint' } = {
  clash: 'error',
  unknown: 'error',
  exec: 'hint',
  overlay: 'hint',
};

/** What an option cannot stand beside. */
function clashOf({ value }: Mount, option: string, before: readonly string[]): string | undefined {
  const row = mountPathOptions.find(each => each.includes(option)) ?? [];
  const other = before.find(each => row.includes(each));
  if (other !== undefined) return other;
  if (row.includes('ro') && booleanOf(dig(value, 'readOnly')) === true) return 'readOnly: true';
  return row.includes('shared') && dig(value, 'mountPropagation') ? 'mountPropagation' : undefined;
}

function faultOf(option: string, host: string | undefined): Key | undefined {
  switch (option) {
    case 'suid':
    case 'dev':
    case 'exec':
      return option;
    case 'O':
      return 'overlay';
    case 'U':
      return host === undefined ? undefined : 'owner';
    case 'z':
    case 'Z':
      return isOfSystem(host) ? 'relabel' : undefined;
    default: {
      const isKnown = mountPathOptions.flat().includes(option) || /^(?:idmap|upperdir|workdir)=/.test(option);
      return isKnown ? undefined : 'unknown';
    }
  }
}

/** What is not below somebody's home is of the system. */
const isOfSystem = (host = ''): boolean => {
  const found = sensitiveHostPath(host);
  return found !== undefined && found.excuse !== 'own';
};
