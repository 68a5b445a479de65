import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { PolicyFault } from '../../parse/securityPolicy/policy.ts';
import type { PolicyDocument } from '../../parse/securityPolicy/stream.ts';
import { references, replacement, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/bad-value',
  title: { en: 'Bad value in a security policy', ja: 'セキュリティポリシーの不正な値' },
  severity: 'error',
  references,
  messages: {
    version: { en: 'The version of a SecurityPolicy is v1.', ja: 'SecurityPolicy の apiVersion は v1 です。' },
    map: { en: 'This is a map of keys and values.', ja: 'ここはキーと値のマップです。' },
    list: { en: 'This is a list.', ja: 'ここはリストです。' },
    text: { en: 'This is a text.', ja: 'ここは文字列です。' },
    boolean: { en: 'This is true or false.', ja: '値は true か false です。' },
    integer: { en: 'This is a number, or a list of numbers.', ja: '値は番号、または番号のリストです。' },
    capabilities: { en: 'This is a list of capabilities.', ja: 'ここはケーパビリティのリストです。' },
    choice: { en: 'This is {choices}.', ja: '値は {choices} のいずれかです。' },
    labelKey: {
      en: 'The key of a label looks like security.scan or example.com/team.',
      ja: 'ラベルのキーは security.scan や example.com/team のように書きます。',
    },
    labelValue: {
      en: 'No label can have this value: up to 63 letters, digits, dashes, dots and underscores.',
      ja: 'この値を持つラベルは作れません。英数字・ハイフン・ドット・アンダースコアで 63 文字までです。',
    },
  },
  why: {
    en: 'What cannot be understood is not enforced, while whoever reads the policy believes that it is.',
    ja: '解釈できない指定は適用されませんが、ポリシーを読む人は適用されていると思い込みます。',
  },
  remedy: { en: 'Write one of the values that can stand here.', ja: 'ここで使える値を書いてください。' },
  *check(document) {
    for (const fault of document.policy?.faults ?? []) {
      if (fault.fault !== 'bad-value') continue;
      const { at, expected, choices = [] } = fault;
      yield { at, message: expected, params: { choices: choices.join(', ') }, fixes: fixesFor(fault, document) };
    }
  },
  examples: {
    bad: [
      {
        text: `apiVersion: «v2»
kind: SecurityPolicy
spec:
  forbidden:
    - privileged: «"true"» # please
    - capabilities: {add: «SYS_ADMIN»}
  required:
    - seccompProfile: {type: «runtimedefault»}
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - privileged: true # please
    - capabilities: {add: [SYS_ADMIN]}
  required:
    - seccompProfile: {type: RuntimeDefault}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - key: «security scan»
      value: passed
    - key: team
      value: «not/a/value»
    - «security.scan»
    - «{value: passed}»
  forbidden: «{privileged: true}»
  required:
    - seccompProfile: «RuntimeDefault»
    - runAsUser: «nobody»
    - hostNetwork: «yep»
`,
      },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: «none»\n' },
      { text: 'apiVersion: v1\r\nkind: SecurityPolicy\r\nspec:\r\n  required:\r\n    - runAsUser: «-1»\r\n' },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  requiredLabels:
    - key: security.scan
    - {key: example.com/team, value: "1"}
    - {key: stage, value: ""}
  forbidden:
    - privileged: yes
    - runAsUser: 0
    - runAsGroup: [0, 0x10]
    - seccompProfile.type: Unconfined
`,
      },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: null\n' },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {required: [privileged: "{{ .Values.privileged }}"]}\n' },
    ],
  },
});

function fixesFor(fault: PolicyFault & { fault: 'bad-value' }, document: PolicyDocument): Fix[] {
  const { at, expected, written = '', choices = [] } = fault;
  const word = written.toLowerCase();
  switch (expected) {
    case 'version':
      return replacement(document, at, 'v1');
    case 'boolean':
      return word === 'true' || word === 'false' ? replacement(document, at, word, false) : [];
    case 'choice': {
      const meant = nearest(written, choices);
      return meant ? replacement(document, at, meant) : [];
    }
    case 'capabilities':
      return /^\w+$/.test(written) ? replacement(document, at, `[${written}]`, false) : [];
    default:
      return [];
  }
}
