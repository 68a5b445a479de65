import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dataOf } from '../../parse/yaml/data.ts';
import { dig, type Field, get, type Value } from '../../parse/yaml/view.ts';
import { fixFields, fixRemoving, type Put } from './_fixes.ts';
import { type Home, misplacedIn, type SecurityMap, securityMapsOf, tokenField } from './_misplaced.ts';
import { webPod } from './_podExamples.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/misplaced-security-field',
  title: { en: 'Security setting where nobody reads it', ja: '読まれない位置のセキュリティ設定' },
  severity: 'warning',
  references: [
    {
      title: 'Kubernetes: Configure a Security Context',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    },
    podmanKubePlay,
  ],
  messages: {
    container: {
      en: "{key} is not read here: it belongs in each container's securityContext.",
      ja: '{key} はここでは読まれません。各コンテナの securityContext に書きます。',
    },
    pod: {
      en: "{key} is not read here: it belongs in the pod's securityContext.",
      ja: '{key} はここでは読まれません。ポッドの securityContext に書きます。',
    },
    both: {
      en: '{key} is not read here: it belongs in a securityContext.',
      ja: '{key} はここでは読まれません。securityContext に書きます。',
    },
    spec: {
      en: "{key} is not read here: it belongs in the pod's spec.",
      ja: '{key} はここでは読まれません。ポッドの spec に書きます。',
    },
  },
  why: {
    en: 'Podman drops the field without a word, and Kubernetes with no more than a warning: the pod runs without what it asks for.',
    ja: 'Podman は何も知らせずに、Kubernetes は警告だけでこのフィールドを捨てます。ポッドはこの指定なしで実行されます。',
  },
  remedy: { en: 'Move it to where it is read.', ja: '読まれる位置に移してください。' },
  examples: {
    bad: [
      {
        text: `${webPod}
  securityContext:
    runAsUser: 10001
    «readOnlyRootFilesystem»: true # hardened
  containers:
  - name: app
    image: quay.io/acme/app:1.4
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      readOnlyRootFilesystem: false
`,
        fixed: `${webPod}
  securityContext:
    runAsUser: 10001
    # hardened
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      readOnlyRootFilesystem: true
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      readOnlyRootFilesystem: false
`,
      },
      {
        text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        «capabilities»: {drop: [ALL]} # none
        securityContext: {runAsUser: 10001}
`,
        fixed: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/acme/app:1.4
        # none
        securityContext: {runAsUser: 10001, capabilities: {drop: [ALL]}}
`,
      },
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 10001
      «supplementalGroups»: [2000]
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      runAsUser: 10001
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext:
    supplementalGroups:
    - 2000
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    securityContext:
      runAsUser: 10001
  - name: helper
    image: quay.io/acme/helper:1.4
    securityContext:
      runAsUser: 10001
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template:
    spec:
      «runAsNonRoot»: true
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
        fixed: `apiVersion: batch/v1
kind: Job
metadata: {name: once}
spec:
  template:
    spec:
      securityContext:
        runAsNonRoot: true
      restartPolicy: Never
      containers:
      - name: app
        image: quay.io/acme/app:1.4
`,
      },
      {
        settings: { profile: 'kubernetes' },
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    «automountServiceAccountToken»: false
`,
        fixed: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  automountServiceAccountToken: false
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {privileged: "false"}
spec:
  hostNetwork: false
  securityContext: {runAsUser: 10001, fsGroup: 2000, seccompProfile: {type: RuntimeDefault}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    env: [{name: runAsUser, value: "5"}]
    securityContext: {runAsUser: 10001, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true}
`,
      },
      // Podman gives no tokens anyway.
      {
        text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    automountServiceAccountToken: false
`,
      },
      // A key without a value says nothing.
      {
        text: `${webPod}
  securityContext:
    privileged:
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
      },
      {
        text: `apiVersion: acme.com/v1
kind: Pod
metadata:
  name: web
spec:
  runAsUser: 5
`,
      },
    ],
  },
  check: (document, { settings }) =>
    document.workloads.flatMap(workload =>
      securityMapsOf(workload).flatMap(map =>
        misplacedIn(map)
          .filter(({ key }) => key !== tokenField || settings.profile === 'kubernetes')
          .map(field => report(document, workload, map, field)),
      ),
    ),
});

function report(
  document: KubeDocument,
  workload: Workload,
  map: SecurityMap,
  field: Field & { home: Home },
): Report<Home> {
  const { key, keyAt, home } = field;
  const fixes = fixMoving(document, workload, map, field);
  return { at: keyAt, message: home, params: { key }, subject: map.subject, fixes };
}

/** To all that it was meant for and that do not say it themselves. */
function fixMoving(
  document: KubeDocument,
  { spec, containers }: Workload,
  { owner, place }: SecurityMap,
  { key, home, value, entry, merged }: Field & { home: Home },
): Fix[] {
  const data = dataOf(value);
  const [removed] = fixRemoving(document, [entry], title);
  if (data === undefined || !removed || merged || value.outside) return [];
  const ofPod = place === 'spec' || place === 'podContext';
  const toPod = home === 'pod' || home === 'spec' || (home === 'both' && ofPod);
  const targets = toPod ? [spec] : ofPod ? containers.map(container => container.value) : [owner];
  const isNew = (target: Value): boolean => !get(home === 'spec' ? target : dig(target, 'securityContext'), key);
  const fields = home === 'spec' ? { [key]: data } : { securityContext: { [key]: data } };
  const after = toPod ? 'first' : (['image', 'name'] as const);
  const puts = targets.filter(isNew).map((target): Put => ({ value: target, fields, after }));
  const [added] = fixFields(document, puts, title);
  return added ? [{ ...added, edits: [...removed.edits, ...added.edits] }] : [];
}

const title = { en: 'Move it to where it is read', ja: '読まれる位置に移す' };
