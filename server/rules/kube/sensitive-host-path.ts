import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { type HostPathKind, sensitiveHostPath } from '../../podman/hostPaths.ts';
import { appPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { cisKubernetes, podSecurityStandards } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { type HostPath, hostPathsIn, isMountedReadOnly } from './_volumes.ts';

export default kubeRule({
  id: 'kube/sensitive-host-path',
  title: { en: 'Sensitive directory of the host', ja: 'ホストの重要なディレクトリ' },
  severity: 'warning',
  impliedBy: ['kube/runtime-socket'],
  aliases: ['KSV-0121', 'sensitive-host-mounts', 'ProcMount'],
  references: [podSecurityStandards, cisKubernetes('5.2.12')],
  messages: {
    root: { en: '{pod} gets the whole host ({path}).', ja: '{pod} にホスト全体（{path}）が渡されます。' },
    kernel: {
      en: "{pod} gets {path}, through which the host's kernel is seen and set.",
      ja: '{pod} に、ホストのカーネルを参照・設定できる {path} が渡されます。',
    },
    disk: {
      en: "{pod} gets {path}: the host's disks or memory, past all permissions.",
      ja: '{pod} に {path} が渡されます。権限を無視してホストのディスクやメモリーに触れられます。',
    },
    system: { en: "{pod} gets {path} of the host's system.", ja: '{pod} にホストのシステムの {path} が渡されます。' },
    keys: {
      en: '{pod} gets {path}, where keys and passwords of the host lie.',
      ja: '{pod} に、ホストの鍵やパスワードがある {path} が渡されます。',
    },
    home: {
      en: '{pod} gets {path} of the host: everything that people keep there.',
      ja: '{pod} に、個人のファイルがあるホストの {path} が渡されます。',
    },
    engine: {
      en: '{pod} gets {path}, where a container engine keeps what it runs.',
      ja: '{pod} に、コンテナエンジンが実行内容を保存する {path} が渡されます。',
    },
    logs: { en: '{pod} gets the logs of the host in {path}.', ja: '{pod} にホストのログ {path} が渡されます。' },
  },
  why: {
    en: 'Who can read it learns what other programs and users keep secret; who can write it decides what the host runs, and leaves the container.',
    ja: '読み取れれば他のプログラムや利用者の秘密を知ることができ、書き込めればホストで実行されるものを変えて、コンテナの外に出られます。',
  },
  remedy: {
    en: 'Mount only the file or directory that is needed, with readOnly: true, or use a volume.',
    ja: '必要なファイルやディレクトリだけを readOnly: true でマウントするか、ボリュームを使ってください。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: etc, mountPath: /host/etc, readOnly: true}
    - {name: conf, mountPath: /etc/app}
  volumes:
  - name: etc
    hostPath:
      path: «/etc/» # all of it
  - name: conf
    hostPath: {path: «/etc/app», type: Directory}
`,
      },
      {
        text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": {
  "volumes": [{"name": "a", "hostPath": {"path": «"/srv/.."»}}, {"name": "b", "hostPath": {"path": «"/home//ann/.ssh/"»}}],
  "containers": [{"name": "app", "image": "quay.io/acme/app:1.4"}]}}
`,
      },
      {
        text: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector: {}
  template:
    spec:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
      volumes:
        - {name: proc, hostPath: {path: «/proc»}}
        - {name: disk, hostPath: {path: «/dev/sda1»}}
        - {name: images, hostPath: {path: «/var/lib/containers/storage»}}
        - {name: log, hostPath: {path: «/var/log»}}
        - {name: home, hostPath: {path: «/home/ann»}}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${appPod}
    volumeMounts:
    - {name: conf, mountPath: /etc/app, readOnly: true}
    - {name: zone, mountPath: /etc/localtime, readOnly: true}
  volumes:
  - {name: conf, hostPath: {path: «/etc/app»}}
  - {name: zone, hostPath: {path: /etc/localtime}}
  - {name: data, hostPath: {path: «/home/ann/data»}}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    volumeMounts:
    - {name: zone, mountPath: /etc/localtime, readOnly: true}
    - {name: conf, mountPath: '/etc/app:ro'}
    - {name: log, mountPath: /logs, readOnly: true}
  volumes:
  - {name: zone, hostPath: {path: /etc/localtime}}
  - {name: conf, hostPath: {path: /etc/app}}
  - {name: log, hostPath: {path: /var/log}}
  - {name: data, hostPath: {path: /home/ann/app/data}}
  - {name: gpu, hostPath: {path: /dev/dri}}
  - {name: srv, hostPath: {path: /srv/etc}}
  - {name: rel, hostPath: {path: etc}}
  - {name: templated, hostPath: {path: '\${ROOT}/etc'}}
`,
      },
    ],
  },
  check: (document, { settings }) => hostPathsIn(document).flatMap(volume => reports(volume, settings)),
});

function reports(volume: HostPath, { profile }: Settings): Report<HostPathKind>[] {
  const found = sensitiveHostPath(volume.host);
  if (!found) return [];
  const { kind, excuse } = found;
  if (profile === 'podman' && excuse === 'own') return [];
  if (excuse && (profile === 'podman' || excuse === 'harmless') && isMountedReadOnly(volume)) return [];
  const params = { pod: podName(volume.workload), path: volume.host };
  return [{ at: volume.field.value.at, message: kind, params, subject: volume.path }];
}
