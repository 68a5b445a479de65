import { policyFields } from '../../parse/securityPolicy/fields.ts';
import type { Demand, Term } from '../../parse/securityPolicy/policy.ts';
import { references, removal, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/duplicate',
  title: { en: 'Duplicate in a security policy', ja: 'セキュリティポリシーの重複' },
  severity: 'info',
  references,
  messages: {
    same: { en: '{what} stands in the same list already.', ja: '{what} は同じリストにすでにあります。' },
    opposite: {
      en: 'Elsewhere the opposite is {other}, which is the same.',
      ja: '別の箇所で反対の値が {other} に指定されており、同じ意味です。',
    },
  },
  why: {
    en: 'Whoever changes the one place believes that the policy has changed.',
    ja: '片方だけを変更しても、ポリシーは変わりません。',
  },
  remedy: { en: 'Remove one of them.', ja: '一方を削除してください。' },
  *check(document) {
    const { demands = [], labels = [] } = document.policy ?? {};
    for (const [i, { key, value, at, part }] of labels.entries()) {
      const earlier = labels.slice(0, i).find(other => other.key === key && other.value === value);
      if (earlier) yield same(key, at, earlier.at, removal(document, part, true));
    }
    const seen = new Map<string, Term>();
    for (const demand of demands) {
      for (const { name, what, term, part } of sayings(demand)) {
        const earlier = seen.get(name);
        if (earlier) yield same(what, term.at, earlier.at, removal(document, part, true));
        else seen.set(name, term);
      }
    }
    for (const demand of demands) {
      const opposite = oppositeOf(demand);
      const earlier = opposite && demands.find(other => sayings(other).some(({ name }) => name === opposite));
      if (!earlier || demand.list === 'forbidden') continue;
      yield {
        at: demand.at,
        message: 'opposite',
        params: { other: earlier.list },
        related: [{ at: earlier.at, text: otherPlace }],
        fixes: removal(document, demand.part, true),
      };
    }
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - {key: security.scan, value: passed}
    - {key: «security.scan», value: passed}
  forbidden:
    - privileged: true
    - capabilities: {add: [SYS_ADMIN, «CAP_SYS_ADMIN», NET_ADMIN]}
    - privileged: «true» # again
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - {key: security.scan, value: passed}
  forbidden:
    - privileged: true
    - capabilities: {add: [SYS_ADMIN, NET_ADMIN]}
    # again
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - allowPrivilegeEscalation: true
  required:
    - «allowPrivilegeEscalation: false»
    - dropCapabilities: [ALL]
    - capabilities: {drop: [«all»]}
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - allowPrivilegeEscalation: true
  required:
    - dropCapabilities: [ALL]
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
    - {key: security.scan.date}
  forbidden:
    - capabilities: {add: [SYS_ADMIN], drop: [SYS_ADMIN]}
    - runAsUser: 0
  required:
    - runAsUser: [1, 2]
    - runAsNonRoot: true
`,
      },
    ],
  },
});

const otherPlace = { en: 'The other place', ja: 'もう一方の箇所' };

const same = (what: string, at: Term['at'], earlier: Term['at'], fixes: ReturnType<typeof removal>) =>
  ({ at, message: 'same', params: { what }, related: [{ at: earlier, text: otherPlace }], fixes }) as const;

/** What a demand says, each thing for itself where each is meant. */
function sayings({ list, field, terms, part }: Demand) {
  if (policyFields[field]?.type === 'capabilities' || (list === 'forbidden' && terms.length > 1)) {
    return terms.map(term => ({
      name: `${list} ${field} ${term.value}`,
      what: term.value,
      term,
      part: terms.length > 1 ? term.part : part,
    }));
  }
  const values = terms.map(({ value }) => value).sort();
  const [term] = terms;
  return term ? [{ name: `${list} ${field} ${values.join(' ')}`, what: field, term, part }] : [];
}

/** Requiring what is not forbidden, of two values, says nothing new. */
function oppositeOf({ list, field, terms: [term] }: Demand): string | undefined {
  if (policyFields[field]?.type !== 'boolean' || !term) return undefined;
  const other = list === 'required' ? 'forbidden' : 'required';
  return `${other} ${field} ${term.value === 'true' ? 'false' : 'true'}`;
}
