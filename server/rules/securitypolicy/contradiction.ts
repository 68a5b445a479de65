import type { Params } from '../../core/text.ts';
import { policyFields } from '../../parse/securityPolicy/fields.ts';
import type { Demand, SecurityPolicy, Term } from '../../parse/securityPolicy/policy.ts';
import { references, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/contradiction',
  title: { en: 'Contradiction in a security policy', ja: 'セキュリティポリシーの矛盾' },
  severity: 'error',
  references,
  messages: {
    requiredForbidden: {
      en: '{field} {value} is required here and forbidden elsewhere: no container can satisfy both.',
      ja: '{field} の {value} はここで必須とされ、別の箇所で禁止されています。両方を満たすコンテナはありません。',
    },
    requiredTwice: {
      en: '{field} is required to be {value} here and something else elsewhere: no container can satisfy both.',
      ja: '{field} はここで {value}、別の箇所で異なる値が必須とされています。両方を満たすコンテナはありません。',
    },
    requiredBoth: {
      en: '{field} {value} is required here and {other} elsewhere: no container can satisfy both.',
      ja: 'ここで {field} の {value}、別の箇所で {other} が必須とされています。両方を満たすコンテナはありません。',
    },
    nothingLeft: {
      en: '{field} must be one of two values, and both are forbidden.',
      ja: '{field} が取り得る値の両方が禁止されています。',
    },
    allowedForbidden: {
      en: 'The capability {value} is allowed here and forbidden elsewhere: it stays forbidden.',
      ja: 'ケーパビリティ {value} はここで許可され、別の箇所で禁止されています。禁止のほうが有効です。',
    },
    notAllowed: {
      en: 'Adding the capability {value} is required here, and the policy allows only others.',
      ja: 'ケーパビリティ {value} の追加がここで必須とされていますが、許可の一覧に含まれていません。',
    },
    label: {
      en: 'The label {field} is required to be {value} here and something else elsewhere.',
      ja: 'ラベル {field} はここで {value}、別の箇所で異なる値が必須とされています。',
    },
  },
  why: {
    en: 'Every container violates such a policy, or people read in it the half that suits them.',
    ja: 'どのコンテナも違反になるか、都合のよいほうだけが読み取られます。',
  },
  remedy: {
    en: 'Decide which of the two holds, and remove the other.',
    ja: 'どちらか一方に決め、他方を削除してください。',
  },
  *check({ policy }) {
    if (!policy) return;
    yield* demandsThatExclude(policy);
    yield* fieldsThatExclude(policy);
    yield* allowedAndForbidden(policy);
    for (const [i, { key, value, at }] of policy.labels.entries()) {
      const other = policy.labels.slice(0, i).find(other => other.key === key && other.value !== value);
      if (!other || value === undefined || other.value === undefined) continue;
      yield report('label', { field: key, value }, at, other.at);
    }
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - privileged: true
    - capabilities: {add: [SYS_ADMIN]}
    - runAsUser: [0, 1]
  required:
    - privileged: «true»
    - runAsUser: «1»
    - readOnlyRootFilesystem: true
    - readOnlyRootFilesystem: «false»
    - addCapabilities: [«SYS_ADMIN»]
  allowed:
    - capabilities: {add: [CHOWN, «cap_sys_admin»]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - {key: security.scan, value: passed}
    - {key: «security.scan», value: done}
  forbidden:
    - hostNetwork: true
    - hostNetwork: «false»
  allowed:
    - capabilities: {add: [CHOWN]}
  required:
    - capabilities: {add: [«KILL»]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  required:
    - runAsNonRoot: «true»
    - runAsUser: [0]
    - allowPrivilegeEscalation: false
    - privileged: «true»
    - {dropCapabilities: [«ALL», NET_RAW], addCapabilities: [ALL, CHOWN]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec: {forbidden: [addCapabilities: [ALL]], allowed: [addCapabilities: [«ALL»]]}
`,
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - {key: security.scan, value: passed}
    - {key: security.scan}
  forbidden:
    - privileged: true
    - capabilities: {add: [SYS_ADMIN], drop: [CHOWN]}
    - runAsUser: 0
  required:
    - privileged: false
    - runAsUser: [0, 10001]
    - runAsUser: 10001
    - runAsNonRoot: true
    - dropCapabilities: [ALL]
    - addCapabilities: [CHOWN]
  allowed:
    - capabilities: {add: [CHOWN]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden: [seccompProfile.type: Unconfined]
  required: [seccompProfile.type: [RuntimeDefault, Localhost]]
`,
      },
    ],
  },
});

type Key =
  | 'requiredForbidden'
  | 'requiredTwice'
  | 'requiredBoth'
  | 'nothingLeft'
  | 'allowedForbidden'
  | 'notAllowed'
  | 'label';

function report(message: Key, params: Params, at: Term['at'], other: Term['at']) {
  const text = { en: 'The other place', ja: 'もう一方の箇所' };
  return { at, message, params, related: [{ at: other, text }] };
}

const isList = ({ field }: Demand): boolean => policyFields[field]?.type === 'capabilities';

/** A value that must be and must not be, or that must be two things at once. */
function* demandsThatExclude({ demands }: SecurityPolicy) {
  for (const [i, demand] of demands.entries()) {
    const { field, list, terms } = demand;
    const [first] = terms;
    if (list === 'allowed' || !first) continue;
    const others = demands.filter(other => other.field === field && other !== demand);
    const forbidden = others.filter(other => other.list === 'forbidden').flatMap(({ terms }) => terms);
    const matching = (term: Term) => forbidden.find(({ value }) => value === term.value);
    if (list === 'required') {
      // Of several values, one that nobody forbids is enough; of capabilities, each is meant.
      const clashes = terms.filter(matching);
      for (const term of isList(demand) || clashes.length === terms.length ? clashes : []) {
        yield report('requiredForbidden', { field, value: term.value }, term.at, matching(term)?.at ?? term.at);
      }
      const earlier = demands.slice(0, i).find(other => excludes(demand, other));
      if (earlier) yield report('requiredTwice', { field, value: first.value }, first.at, earlier.at);
    } else if (policyFields[field]?.type === 'boolean') {
      const earlier = demands.slice(0, i).find(other => other.list === 'forbidden' && excludes(demand, other));
      if (earlier) yield report('nothingLeft', { field, value: first.value }, first.at, earlier.at);
    }
  }
}

/** Two demands of the same list for the same field that have no value in common. */
const excludes = (a: Demand, b: Demand): boolean =>
  a.list === b.list &&
  a.field === b.field &&
  !isList(a) &&
  !a.terms.some(term => b.terms.some(({ value }) => value === term.value));

/** Podman or Kubernetes refuses a container that says both. */
const refused = [
  [
    ['runAsNonRoot', 'true'],
    ['runAsUser', '0'],
  ],
  [
    ['privileged', 'true'],
    ['allowPrivilegeEscalation', 'false'],
  ],
  [
    ['hostUsers', 'false'],
    ['hostNetwork', 'true'],
  ],
  [
    ['hostUsers', 'false'],
    ['hostPID', 'true'],
  ],
  [
    ['hostUsers', 'false'],
    ['hostIPC', 'true'],
  ],
] as const;

/** Values of two fields that must be and cannot be together. */
function* fieldsThatExclude({ demands }: SecurityPolicy) {
  const required = demands.filter(({ list }) => list === 'required');
  const only = ([field, value]: readonly [string, string]) =>
    required.find(demand => demand.field === field && demand.terms.every(term => term.value === value));
  const capabilities = (field: string) => required.filter(each => each.field === field).flatMap(({ terms }) => terms);
  const dropped = capabilities('capabilities.drop');
  const pairs = [
    ...refused.map(([a, b]) => [a, only(a)?.terms[0], b, only(b)?.terms[0]] as const),
    ...capabilities('capabilities.add').map(added => {
      const same = dropped.find(({ value }) => value === added.value);
      return [['capabilities.drop', added.value], same, ['capabilities.add', added.value], added] as const;
    }),
  ];
  for (const [[field, value], term, other, otherTerm] of pairs) {
    if (term && otherTerm)
      yield report('requiredBoth', { field, value, other: other.join(' ') }, term.at, otherTerm.at);
  }
}

/** `allowed` beside the other lists: of the same capability two things are said. */
function* allowedAndForbidden({ demands }: SecurityPolicy) {
  const field = 'capabilities.add';
  const of = (list: Demand['list']) => demands.filter(each => each.list === list && each.field === field);
  const allowed = of('allowed').flatMap(({ terms }) => terms);
  const forbidden = of('forbidden').flatMap(({ terms }) => terms);
  for (const { value, at } of allowed) {
    const other = forbidden.find(term => term.value === value);
    if (other) yield report('allowedForbidden', { field, value }, at, other.at);
  }
  const [first] = allowed;
  if (!first || allowed.some(({ value }) => value === 'ALL')) return;
  for (const { value, at } of of('required').flatMap(({ terms }) => terms)) {
    const isSaid = [...allowed, ...forbidden].some(term => term.value === value);
    if (!isSaid) yield report('notAllowed', { field, value }, at, first.at);
  }
}
