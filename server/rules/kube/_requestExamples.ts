import type { AtLeastOne, BadExample, Example } from '../../core/rule.ts';
import { appPod, webPod } from './_podExamples.ts';

interface Request {
  readonly resource: 'cpu' | 'memory';
  /** What a fix asks for. */
  readonly usual: string;
}

/** Containers without one: they may have a limit of `more`, or a request of the `other` resource. */
export const withoutRequest = ({
  resource,
  usual,
  more,
  other,
}: Request & { more: string; other: string }): AtLeastOne<BadExample> => [
  {
    settings: { profile: 'kubernetes' },
    text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
    fixed: `${appPod}
    resources:
      requests:
        ${resource}: ${usual}
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - name: «prepare»
          image: quay.io/acme/app:1.4
          resources: # later
            requests:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {requests: {${resource}: ${usual}}}
`,
    fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers:
        - name: prepare
          image: quay.io/acme/app:1.4
          resources: # later
            requests:
              ${resource}: ${usual}
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {requests: {${resource}: ${usual}}}
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {requests: {${other}}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {${resource}: ${usual}}}
`,
    fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {requests: {${other}, ${resource}: ${usual}}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {requests: {${resource}: ${usual}}}
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
    resources:
      limits:
        ${resource}: ${more}
`,
    fixed: `${appPod}
    resources:
      limits:
        ${resource}: ${more}
      requests:
        ${resource}: ${more}
`,
  },
];

export const withRequest = ({ resource, usual }: Request): AtLeastOne<Example> => [
  {
    settings: { profile: 'kubernetes' },
    text: `${appPod}
    resources: &small
      requests:
        ${resource}: ${usual}
  - name: merged
    image: quay.io/acme/app:1.4
    resources:
      <<: *small
      claims: []
  - name: aliased
    image: quay.io/acme/app:1.4
    resources: *small
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `${webPod}
  containers:
  - name: templated
    image: quay.io/acme/app:1.4
    resources: "\${RESOURCES}"
  - name: amount
    image: quay.io/acme/app:1.4
    resources: {requests: {${resource}: "\${AMOUNT}"}}
  - name: mistyped
    image: quay.io/acme/app:1.4
    resources: {requests: [{${resource}: 1}]}
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
    resources: {requests: {${resource}: ${usual}}}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/debug:1.4
`,
  },
  {
    settings: { profile: 'kubernetes' },
    text: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  resources: {requests: {${resource}: ${usual}}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
  },
  {
    text: `${appPod}
`,
  },
];
