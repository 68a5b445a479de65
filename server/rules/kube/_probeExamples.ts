import type { AtLeastOne, BadExample, Example } from '../../core/rule.ts';
import type { Profile } from '../../core/severity.ts';
import { appPod, webPod } from './_podExamples.ts';

type Probe = 'livenessProbe' | 'readinessProbe';

/** Containers without a probe, though one of them has another one. */
export const withoutProbe = (probe: Probe, other: Probe, profile: Profile): AtLeastOne<BadExample> => [
  {
    settings: { profile },
    text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
  - name: checked
    image: quay.io/acme/app:1.4
    ${probe}:
      exec: {command: [/app, check]}
`,
  },
  {
    settings: { profile },
    text: `${webPod}
  containers:
  - name: checked
    image: quay.io/acme/app:1.4
    ${probe}:
      exec: {command: [/app, check]}
  - name: «empty»
    image: quay.io/acme/app:1.4
    ${probe}: # to do
  - {name: «flow», image: quay.io/acme/app:1.4, ${probe}: {}}
`,
  },
  {
    settings: { profile },
    text: `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {}
  template:
    spec:
      initContainers: [{name: prepare, image: quay.io/acme/app:1.4}]
      containers: [{name: «app», image: quay.io/acme/app:1.4, ${other}: {exec: {command: [/app]}}}]
`,
  },
];

/** Containers with a probe, and such as need none. */
export const withProbe = (probe: Probe, profile: Profile): AtLeastOne<Example> => [
  {
    settings: { profile },
    text: `${webPod}
  initContainers:
  - name: prepare
    image: quay.io/acme/app:1.4
  containers:
  - name: app
    image: quay.io/acme/app:1.4
    ${probe}: &check
      httpGet: {path: /, port: 8080}
  - name: merged
    image: quay.io/acme/app:1.4
    <<: {${probe}: *check}
`,
  },
  {
    settings: { profile },
    text: `apiVersion: batch/v1
kind: Job
metadata: {name: nightly}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
  },
  {
    settings: { profile },
    text: `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: '@daily'
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: app, image: quay.io/acme/app:1.4}]
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `${appPod}
    ${probe}: \${PROBE}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
`,
  },
  {
    text: `${appPod}
`,
  },
];
