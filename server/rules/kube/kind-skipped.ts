import type { Report } from '../../core/rule.ts';
import type { KubeObject } from '../../parse/kube/document.ts';
import { get } from '../../parse/yaml/view.ts';
import { playedSince } from '../../podman/kubeSupport.ts';
import { isPlayed, isWhole } from './_played.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

/** Whoever has these in a file expects something to run, or to be kept apart. */
const missed =
  /^(?:NetworkPolicy|StatefulSet|CronJob|ReplicaSet|ReplicationController|DeploymentConfig|DaemonSet|Job)$/;

export default kubeRule({
  id: 'kube/kind-skipped',
  title: { en: 'Object that Podman skips', ja: 'Podmanが読み飛ばすオブジェクト' },
  severity: { podman: 'hint', strict: 'hint', kubernetes: 'off' },
  references: [podmanKubePlay],
  messages: {
    skipped: {
      en: 'Podman reads past the {kind} {name} without a word.',
      ja: 'Podman は {kind} {name} を何も知らせずに読み飛ばします。',
    },
    policy: {
      en: 'Podman reads past the {kind} {name} without a word: nothing is kept apart.',
      ja: 'Podman は {kind} {name} を何も知らせずに読み飛ばします。通信は制限されません。',
    },
    workload: {
      en: 'Podman reads past the {kind} {name} without a word: nothing of it runs.',
      ja: 'Podman は {kind} {name} を何も知らせずに読み飛ばします。何も実行されません。',
    },
    since: {
      en: 'Podman {podman} reads past the {kind} {name} without a word; Podman {since} plays it.',
      ja: 'Podman {podman} は {kind} {name} を何も知らせずに読み飛ばします。Podman {since} 以降で実行されます。',
    },
  },
  why: {
    en: 'podman kube play plays Pods, Deployments, DaemonSets (4.7), Jobs (5.3), PersistentVolumeClaims, ConfigMaps and Secrets, and ends well as long as there is one of them.',
    ja: 'podman kube play が扱うのは Pod、Deployment、DaemonSet（4.7 以降）、Job（5.3 以降）、PersistentVolumeClaim、ConfigMap、Secret だけで、どれか1つがあれば正常に終了します。',
  },
  remedy: {
    en: 'Write it as a Pod or a Deployment if Podman is to run it; use podman network for what is to be kept apart, a Quadlet timer for what is to run at times.',
    ja: 'Podman で実行するものは Pod か Deployment として書いてください。通信の制限には podman network、定期実行には Quadlet とタイマーを使います。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: apps/v1
kind: «StatefulSet» # one of it
metadata:
  name: db
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: networking.k8s.io/v1
kind: «NetworkPolicy»
metadata: {name: closed}
spec: {podSelector: {}}
---
{apiVersion: v1, kind: «"Service"», metadata: {name: db}}
`,
      },
      {
        settings: { podman: '4.6' },
        text: `apiVersion: apps/v1
kind: «DaemonSet»
metadata:
  name: agent
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: List
items:
- apiVersion: batch/v1
  kind: «CronJob»
  metadata: {name: nightly}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: once
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
---
# Somebody's own resource.
apiVersion: acme.example/v1
kind: StatefulSet
metadata: {name: data}
---
# A patch for kustomize.
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: data}
spec:
  template:
    spec:
      containers:
      - {name: app, tty: true}
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: '@daily'
`,
      },
    ],
  },
  check: ({ objects, workloads }, { settings }) =>
    objects.flatMap(object => {
      const workload = workloads.find(each => each.object === object);
      const isLeftOut = isPlayed(object.kind, settings) || (workload && !isWhole(workload));
      return isLeftOut ? [] : reports(object, settings.podman);
    }),
});

function reports(object: KubeObject, podman: string): Report<'skipped' | 'policy' | 'workload' | 'since'>[] {
  const { kind, name = '', value, path } = object;
  const at = get(value, 'kind')?.value.at;
  if (!at || get(value, '$patch')) return [];
  const since = playedSince(kind)?.replace('>=', '');
  const severity = missed.test(kind) || since ? ('warning' as const) : undefined;
  const message = since ? 'since' : kind === 'NetworkPolicy' ? 'policy' : severity ? 'workload' : 'skipped';
  return [{ at, message, params: { kind, name, podman, since: since ?? '' }, subject: path, severity }];
}
