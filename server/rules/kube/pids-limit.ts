import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, fieldsOf, textOf } from '../../parse/yaml/view.ts';
import { fixRemoving } from './_fixes.ts';
import { appPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/pids-limit',
  title: { en: 'Processes not limited', ja: 'プロセス数の上限なし' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'off' },
  podman: '>=5.5',
  aliases: ['C-0284'],
  references: [
    podmanKubePlay,
    {
      title: 'podman-run(1): --pids-limit',
      url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#pids-limit-limit',
    },
  ],
  messages: {
    unlimited: {
      en: 'With {value}, {container} may start as many processes as it likes.',
      ja: '{value} では、{container} はプロセスを無制限に起動できます。',
    },
    refused: {
      en: '{value} is no number of processes: Podman refuses the file.',
      ja: '{value} はプロセス数ではないため、Podman はこのファイルを拒否します。',
    },
  },
  why: {
    en: "A fork bomb, or a program that loses count, stops everything else on the host. Podman's own limit is 2048.",
    ja: 'フォーク爆弾や暴走したプログラムが、ホスト全体を停止させます。Podman の既定の上限は 2048 です。',
  },
  remedy: {
    en: 'Remove the annotation, or write the number of processes that the program needs.',
    ja: 'アノテーションを削除するか、プログラムに必要なプロセス数を書いてください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    a: b
    io.podman.annotations.pids-limit/app: «"-1"» # many
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    a: b
    # many
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.pids-limit/app: «'0'»
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
        fixed: `${appPod}
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {io.podman.annotations.pids-limit/app: «many», io.podman.annotations.pids-limit/other: "64"}}
spec:
  selector: {}
  template:
    spec:
      containers: [{name: app, image: quay.io/acme/app:1.4}, {name: other, image: quay.io/acme/app:1.4}]
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {io.podman.annotations.pids-limit/other: "64"}}
spec:
  selector: {}
  template:
    spec:
      containers: [{name: app, image: quay.io/acme/app:1.4}, {name: other, image: quay.io/acme/app:1.4}]
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.pids-limit/app: "100"
    io.podman.annotations.pids-limit/gone: "-1"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `${appPod}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.pids-limit/app: "\${PIDS}"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { podman: '4.9' },
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    io.podman.annotations.pids-limit/app: "0"
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    metadata: {annotations: {io.podman.annotations.pids-limit/app: "0"}}
    spec:
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
      },
    ],
  },
  check: document => document.workloads.flatMap(workload => reports(document, workload)),
});

const prefix = 'io.podman.annotations.pids-limit/';

/** Podman reads these annotations of the object itself, not of its template, each for the container of that name. */
function reports(document: KubeDocument, workload: Workload): Report<Key>[] {
  const limits = fieldsOf(dig(workload.object.metadata, 'annotations')).filter(({ key }) => key.startsWith(prefix));
  return workload.containers.flatMap(container => {
    const name = textOf(dig(container.value, 'name'));
    const field = limits.find(({ key }) => key === `${prefix}${name}`);
    return field && name !== undefined ? report(document, field, container.path, name) : [];
  });
}

type Key = 'unlimited' | 'refused';

function report(document: KubeDocument, field: Field, subject: string, container: string): Report<Key>[] {
  const value = textOf(field.value);
  if (value === undefined) return [];
  const isNumber = /^[-+]?\d+$/.test(value);
  if (isNumber && Number(value) > 0) return [];
  const title = { en: "Leave it at Podman's limit", ja: 'Podman の既定の上限に戻す' };
  const fixes = field.merged ? [] : fixRemoving(document, [field.entry], title);
  const shared = { at: field.value.at, params: { value, container }, subject, fixes };
  return [isNumber ? { ...shared, message: 'unlimited' } : { ...shared, message: 'refused', severity: 'error' }];
}
