import { references, removal, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/no-effect',
  title: { en: 'Part of a security policy without effect', ja: 'セキュリティポリシーの効果のない指定' },
  severity: 'warning',
  references,
  messages: {
    empty: { en: 'There is nothing in it: it can never match.', ja: '中身が空のため、何にも一致しません。' },
    allowed: {
      en: 'allowed is the list of capabilities that may be added: {field} has no effect in it. What is not forbidden is allowed anyway.',
      ja: 'allowed は追加してよいケーパビリティの一覧です。{field} を書いても効果はありません。禁止されていないものはもともと許可されています。',
    },
    nothing: { en: 'This policy demands nothing.', ja: 'このポリシーには条件が 1 つもありません。' },
    covered: {
      en: '{value} can never match here: ALL in the same list says it already.',
      ja: '同じリストに ALL があるため、{value} には効果がありません。',
    },
  },
  why: {
    en: 'Whoever reads it believes that something is enforced.',
    ja: 'ポリシーを読む人は、何かが適用されていると思い込みます。',
  },
  remedy: { en: 'Say what is meant, or remove it.', ja: '意図どおりに書き直すか、削除してください。' },
  *check(document) {
    const { policy } = document;
    if (!policy) return;
    const { demands, labels, faults, nameAt } = policy;
    for (const fault of faults) {
      if (fault.fault === 'empty') {
        yield { at: fault.at, message: 'empty', fixes: removal(document, fault.part, true) };
      } else if (fault.fault === 'not-allowable') {
        const { at, field, part } = fault;
        yield { at, message: 'allowed', params: { field }, fixes: removal(document, part, true) };
      }
    }
    for (const { terms } of demands.filter(({ field, list }) => field === 'capabilities.drop' || list === 'allowed')) {
      if (!terms.some(({ value }) => value === 'ALL')) continue;
      for (const { value, at, part } of terms) {
        if (value === 'ALL') continue;
        yield { at, message: 'covered', params: { value }, fixes: removal(document, part, true) };
      }
    }
    if (demands.length + labels.length + faults.length === 0) yield { at: nameAt, message: 'nothing' };
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  «requiredLabels»: []
  forbidden:
    - privileged: true
    - capabilities: {«add»: []} # not yet
    - «{}»
  allowed:
    - «privileged»: false
    - capabilities: {add: [CHOWN]}
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - privileged: true
    # not yet
  allowed:
    - capabilities: {add: [CHOWN]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  required:
    - dropCapabilities:
        - ALL
        - «NET_RAW»
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  required:
    - dropCapabilities:
        - ALL
`,
      },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nmetadata: {name: «ours»}\nspec:\n  forbidden:\n' },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels: [key: team]
  forbidden: [capabilities: {add: [ALL, SYS_ADMIN]}]
  required: [privileged: false]
`,
      },
      {
        text: 'apiVersion: v1\nkind: SecurityPolicy\nspec:\n  forbidden:\n    - privileged: true\n    -\n  allowed:\n',
      },
    ],
  },
});
