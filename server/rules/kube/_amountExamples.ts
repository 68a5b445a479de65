import type { AtLeastOne, BadExample, Example } from '../../core/rule.ts';
import { appPod, webPod } from './_podExamples.ts';

/** What a container may use of a resource (`limits`), or is promised of it (`requests`). */
export interface Amount {
  readonly kind: 'limits' | 'requests';
  readonly resource: 'cpu' | 'memory';
  /** What a fix writes. */
  readonly usual: string;
  /** With which the rule speaks; without, it always does. */
  readonly settings?: NonNullable<Example['settings']>;
}

/** Containers without one. */
export const withoutAmount = ({ kind, resource, usual, settings }: Amount): AtLeastOne<BadExample> => [
  {
    ...(settings && { settings }),
    text: `${webPod}
  containers:
  - name: «app»
    image: quay.io/acme/app:1.4
`,
    fixed: `${appPod}
    resources:
      ${kind}:
        ${resource}: ${usual}
`,
  },
  {
    ...(settings && { settings }),
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
            ${kind}:
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {${kind}: {${resource}: ${usual}}}
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
            ${kind}:
              ${resource}: ${usual}
      containers:
        - name: app
          image: quay.io/acme/app:1.4
          resources: {${kind}: {${resource}: ${usual}}}
`,
  },
];

/** A container that has one of the `other` resource alone. */
export const withOtherAmount = ({ kind, resource, usual, settings }: Amount, other: string): BadExample => ({
  ...(settings && { settings }),
  text: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: «one»
      resources: {${kind}: {${other}}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {${kind}: {${resource}: ${usual}}}
`,
  fixed: `${webPod}
  containers:
    - image: quay.io/acme/app:1.4
      name: one
      resources: {${kind}: {${other}, ${resource}: ${usual}}}
    - image: quay.io/acme/app:1.4
      name: two
      resources: {${kind}: {${resource}: ${usual}}}
`,
});

/** A container that has a limit of `more`, and no request. */
export const withLimitAlone = ({ resource, settings }: Amount, more: string): BadExample => ({
  ...(settings && { settings }),
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
});

export const withAmount = ({ kind, resource, usual, settings }: Amount): AtLeastOne<Example> => [
  {
    ...(settings && { settings }),
    text: `${appPod}
    resources: &small
      ${kind}:
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
    ...(settings && { settings }),
    text: `${webPod}
  containers:
  - name: templated
    image: quay.io/acme/app:1.4
    resources: "\${RESOURCES}"
  - name: amount
    image: quay.io/acme/app:1.4
    resources: {${kind}: {${resource}: "\${AMOUNT}"}}
  - name: mistyped
    image: quay.io/acme/app:1.4
    resources: {${kind}: [{${resource}: 1}]}
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
    resources: {${kind}: {${resource}: ${usual}}}
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
  resources: {${kind}: {${resource}: ${usual}}}
  containers:
  - name: app
    image: quay.io/acme/app:1.4
`,
  },
];
