import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, type Field, get, itemsOf, numberOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { type Ignored, type IgnoredField, ignoredFields } from '../../podman/ignoredFields.ts';
import { playedIn } from './_played.ts';
import { webPod } from './_podExamples.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';
import { mountsOf, volumesOf } from './_volumes.ts';

export default kubeRule({
  id: 'kube/field-ignored',
  title: { en: 'Field that Podman ignores', ja: 'Podmanが無視するフィールド' },
  severity: { podman: 'info', strict: 'info', kubernetes: 'off' },
  references: [
    podmanKubePlay,
    {
      title: 'Podman: Kubernetes YAML support',
      url: 'https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html#podman-kube-play-support',
    },
  ],
  messages: {
    runtime: {
      en: 'Podman ignores {field}: {pod} runs in the ordinary runtime, on the kernel of the host.',
      ja: 'Podman は {field} を無視します。{pod} は通常のランタイムで、ホストのカーネル上で実行されます。',
    },
    fsGroup: {
      en: 'Podman ignores {field}: the volumes of {pod} keep the group they have.',
      ja: 'Podman は {field} を無視します。{pod} のボリュームのグループは変わりません。',
    },
    pullSecrets: {
      en: 'Podman ignores {field} of {pod}: it takes the logins of podman login, or --authfile.',
      ja: 'Podman は {pod} の {field} を無視します。podman login か --authfile の認証情報を使用します。',
    },
    readiness: {
      en: 'Podman ignores {field} of {pod}: nothing waits until the container is ready.',
      ja: 'Podman は {pod} の {field} を無視します。コンテナの準備が整うのを待つものはありません。',
    },
    subPath: {
      en: 'Podman {podman} ignores {field}: a container of {pod} gets the whole volume.',
      ja: 'Podman {podman} は {field} を無視します。{pod} のコンテナにはボリューム全体が渡されます。',
    },
    prefix: {
      en: 'Podman ignores {field}: the variables of {pod} have other names, and may replace PATH and its like.',
      ja: 'Podman は {field} を無視します。{pod} の環境変数は接頭辞なしの名前になり、PATH などを置き換えることがあります。',
    },
    hooks: {
      en: 'Podman ignores {field} of {pod}: it does not run.',
      ja: 'Podman は {pod} の {field} を無視し、実行しません。',
    },
    limit: {
      en: 'Podman ignores {field} of {pod}: nothing limits what is written.',
      ja: 'Podman は {pod} の {field} を無視します。書き込み量は制限されません。',
    },
    device: {
      en: 'Podman ignores {field}: {pod} does not get the device.',
      ja: 'Podman は {field} を無視し、{pod} にデバイスを渡しません。',
    },
    control: {
      en: 'Podman {podman} ignores {field} of {pod}.',
      ja: 'Podman {podman} は {pod} の {field} を無視します。',
    },
    schedule: {
      en: 'Podman ignores {field} of {pod}: there is only one host.',
      ja: 'Podman は {pod} の {field} を無視します。ホストは1つだけです。',
    },
    readOnly: {
      en: 'Podman {podman} ignores {field} where the volume is in memory: the container of {pod} can write to it.',
      ja: 'メモリー上のボリュームでは Podman {podman} は {field} を無視します。{pod} のコンテナは書き込めます。',
    },
    replicas: {
      en: 'Podman {podman} makes one pod of {pod}, whatever {field} says.',
      ja: 'Podman {podman} は {field} の値に関係なく、{pod} のポッドを1つだけ作ります。',
    },
  },
  why: {
    en: 'podman kube play drops what it does not know without a word: the file promises something that nobody keeps.',
    ja: 'podman kube play は対応していない指定を何も知らせずに捨てます。ファイルに書かれたことが守られません。',
  },
  remedy: {
    en: 'Do without it, or say it in another way that Podman knows; it can stay if Kubernetes plays the file too.',
    ja: '使わないか、Podman が対応する別の方法で指定してください。Kubernetes でも使うファイルであれば残しても構いません。',
  },
  examples: {
    bad: [
      {
        text: `${webPod}
  «runtimeClassName»: gvisor # sandbox
  securityContext: {«fsGroup»: 2000}
  «imagePullSecrets»: [{name: login}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    «readinessProbe»: {exec: {command: [/bin/ready]}}
    envFrom: [{configMapRef: {name: web}, «prefix»: WEB_}]
    volumeMounts:
    - name: web-data
      mountPath: /data
      «subPathExpr»: $(POD_NAME)
    - {name: web-tmp, mountPath: /tmp, «readOnly»: true}
    lifecycle:
      «preStop»: {exec: {command: [/bin/stop]}}
  volumes:
  - {name: web-data, persistentVolumeClaim: {claimName: web-data}}
  - {name: web-tmp, emptyDir: {medium: Memory, «sizeLimit»: 16Mi}}
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  «replicas»: 3
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'strict' },
        text: `${webPod}
  «nodeSelector»: {disk: ssd}
  «dnsPolicy»: Default
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.3' },
        text: `${webPod}
  securityContext: {«sysctls»: [{name: net.ipv4.tcp_syncookies, value: "1"}]}
  initContainers:
  - name: init
    image: quay.io/acme/app:1.4
    volumeMounts: [{name: web, mountPath: /data, «subPath»: pages}]
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  volumes: [{name: web, persistentVolumeClaim: {claimName: web}}]
`,
      },
    ],
    good: [
      {
        text: `${webPod}
  serviceAccountName: web
  automountServiceAccountToken: false
  nodeSelector: {disk: ssd}
  runtimeClassName: null
  imagePullSecrets: []
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    livenessProbe: {exec: {command: [/bin/live]}}
    volumeMounts: [{name: web, mountPath: /data, subPath: pages, readOnly: true}]
  volumes: [{name: web, persistentVolumeClaim: {claimName: web}}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `${webPod}
  runtimeClassName: gvisor
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
  },
  check(document, { settings }) {
    const fields = ignoredFields.filter(
      ({ level, podman }) =>
        (level !== 'hint' || settings.profile !== 'podman') && (!podman || inRange(settings.podman, podman)),
    );
    return playedIn(document, settings).flatMap(workload => [
      ...fields.flatMap(field => reports(workload, field, settings)),
      ...sizeLimits(workload, settings),
      ...readOnlyInMemory(workload, settings),
      ...replicas(workload, settings),
    ]);
  },
});

type Key = Ignored | 'readOnly' | 'replicas';

const reports = (workload: Workload, { path, message, level }: IgnoredField, settings: Settings): Report<Key>[] =>
  fieldsAt(workload.spec, path)
    .filter(
      ({ value: { node } }) => node.type === 'scalar' || (node.type === 'map' ? node.entries : node.items).length > 0,
    )
    .map(field => report(workload, field, path.at(-1) ?? '', message, level, settings));

const report = (
  workload: Workload,
  { keyAt }: Field,
  field: string,
  message: Key,
  severity: IgnoredField['level'],
  { podman }: Settings,
): Report<Key> => ({
  at: keyAt,
  message,
  params: { field, pod: podName(workload), podman },
  subject: workload.path,
  severity,
});

function fieldsAt(value: Value | undefined, [step, ...rest]: readonly string[]): Field[] {
  if (!value || step === undefined) return [];
  if (step === '*') return itemsOf(value).flatMap(item => fieldsAt(item, rest));
  const field = get(value, step);
  if (!field) return [];
  return rest.length === 0 ? [field] : fieldsAt(field.value, rest);
}

/** A volume on disk has none; one in memory got it with 6.2. */
const sizeLimits = (workload: Workload, settings: Settings): Report<Key>[] =>
  volumesOf(workload).flatMap(({ value }) => {
    const field = get(dig(value, 'emptyDir'), 'sizeLimit');
    const isKept = isInMemory(value) && inRange(settings.podman, '>=6.2');
    return field && !isKept ? [report(workload, field, 'sizeLimit', 'limit', 'info', settings)] : [];
  });

const isInMemory = (volume: Value): boolean => textOf(dig(volume, 'emptyDir', 'medium')) === 'Memory';

/** Podman mounts a tmpfs for it, without options. */
function readOnlyInMemory(workload: Workload, settings: Settings): Report<Key>[] {
  if (!inRange(settings.podman, '>=5.0 <6.2')) return [];
  const inMemory = volumesOf(workload).filter(({ value }) => isInMemory(value));
  if (inMemory.length === 0) return [];
  return mountsOf(workload).flatMap(({ name, value }) => {
    const field = get(value, 'readOnly');
    const isLost = field && booleanOf(field.value) === true && inMemory.some(volume => volume.name === name);
    return isLost ? [report(workload, field, 'readOnly', 'readOnly', 'warning', settings)] : [];
  });
}

function replicas(workload: Workload, settings: Settings): Report<Key>[] {
  const field = get(dig(workload.object.value, 'spec'), 'replicas');
  const isMany = workload.object.kind === 'Deployment' && field && (numberOf(field.value) ?? 1) > 1;
  return isMany ? [report(workload, field, 'replicas', 'replicas', 'info', settings)] : [];
}
