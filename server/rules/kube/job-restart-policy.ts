import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { get, isUnknown, textOf } from '../../parse/yaml/view.ts';
import { fixFields } from './_fixes.ts';
import { isPlayed, isWhole } from './_played.ts';
import { podName } from './_pods.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/job-restart-policy',
  title: { en: 'Job that never ends', ja: '終わらないJob' },
  severity: { podman: 'warning', strict: 'warning', kubernetes: 'warning' },
  references: [
    {
      title: 'Kubernetes: Jobs',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#handling-pod-and-container-failures',
    },
    podmanKubePlay,
  ],
  messages: {
    missing: {
      en: '{job} has no restartPolicy: Podman starts it again whenever it is done, and Kubernetes refuses it.',
      ja: '{job} に restartPolicy がないため、Podman は終わるたびに再び起動し、Kubernetes は拒否します。',
    },
    always: {
      en: '{job} is to be restarted always: Podman starts it again whenever it is done, and Kubernetes refuses it.',
      ja: '{job} は常に再起動する設定のため、Podman は終わるたびに再び起動し、Kubernetes は拒否します。',
    },
  },
  why: {
    en: 'What is meant to run once runs over and over: a migration, a payment, a mail.',
    ja: 'データの移行、支払い、メール送信など、一度だけのはずの処理が何度も実行されます。',
  },
  remedy: {
    en: 'Write restartPolicy: Never, or OnFailure if it may be tried again.',
    ja: 'restartPolicy: Never、再試行してよい場合は OnFailure と書いてください。',
  },
  examples: {
    bad: [
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: «migrate»
spec:
  template:
    spec:
      # one is enough
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: Never
      # one is enough
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '@daily'
  jobTemplate: {spec: {template: {spec: {restartPolicy: «Always», containers: [{name: app, image: 'quay.io/acme/app:1.4'}]}}}}
`,
        fixed: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '@daily'
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: 'quay.io/acme/app:1.4'}]}}}}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      restartPolicy: OnFailure
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: batch/v1
kind: Job
metadata:
  name: templated
spec:
  template:
    spec:
      restartPolicy: {{ .Values.restart }}
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {}
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
---
# A patch for kustomize.
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
spec:
  template:
    spec:
      containers:
      - name: app
        tty: true
`,
      },
    ],
  },
  check: (document, { settings }) =>
    document.workloads
      .filter(({ object: { kind } }) => kind === 'Job' || kind === 'CronJob')
      .filter(({ object }) => settings.profile === 'kubernetes' || isPlayed(object.kind, settings))
      .flatMap(workload => reports(document, workload)),
});

function reports(document: KubeDocument, workload: Workload): Report<'missing' | 'always'>[] {
  const { spec, nameAt, path: subject } = workload;
  const field = get(spec, 'restartPolicy');
  if (!spec || isUnknown(field?.value) || !isWhole(workload)) return [];
  const title = { en: 'Run it once', ja: '一度だけ実行する' };
  const fixes = fixFields(document, [{ value: spec, fields: { restartPolicy: 'Never' }, after: 'first' }], title);
  const shared = { params: { job: podName(workload) }, subject, fixes };
  const policy = textOf(field?.value);
  if (field && policy) return policy === 'Always' ? [{ ...shared, at: field.value.at, message: 'always' }] : [];
  return [{ ...shared, at: nameAt, message: 'missing' }];
}
