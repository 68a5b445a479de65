import { nearest } from '../../core/nearest.ts';
import { keyOf } from '../../parse/yaml/node.ts';
import { references, replacement, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/unknown-key',
  title: { en: 'Unknown key in a security policy', ja: 'セキュリティポリシーの未知のキー' },
  severity: 'error',
  references,
  messages: {
    unknown: { en: 'A policy knows no {key} here.', ja: 'ポリシーのこの場所に {key} というキーはありません。' },
    meant: {
      en: 'A policy knows no {key} here; is {meant} meant?',
      ja: 'ポリシーのこの場所に {key} というキーはありません。{meant} ではありませんか？',
    },
  },
  why: {
    en: 'Nobody enforces it, while whoever reads the policy believes that somebody does.',
    ja: 'この指定は適用されませんが、ポリシーを読む人は適用されていると思い込みます。',
  },
  remedy: { en: 'Here stand {keys}.', ja: 'ここで使えるキーは {keys} です。' },
  *check(document) {
    for (const fault of document.policy?.faults ?? []) {
      if (fault.fault !== 'unknown-key') continue;
      const { at, key, keys, entry } = fault;
      const meant = nearest(key, keys);
      const isThere = entry.parent.entries.some(other => keyOf(other) === meant);
      yield {
        at,
        message: meant ? 'meant' : 'unknown',
        params: { key, keys: keys.join(', '), ...(meant ? { meant } : {}) },
        fixes: meant && !isThere ? replacement(document, entry.key.span, meant) : [],
      };
    }
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
metadata: {name: ours}
spec:
  «forbiden»:
    - privileged: true
  required:
    - «readOnlyRootFileSystem»: true
    - capabilities: {«dorp»: [ALL]}
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
metadata: {name: ours}
spec:
  forbidden:
    - privileged: true
  required:
    - readOnlyRootFilesystem: true
    - capabilities: {drop: [ALL]}
`,
      },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
«specs»: {}
spec:
  requiredLabels:
    - key: security.scan
      «values»: [passed, skipped]
      value: passed
  required:
    - «seccomp»: RuntimeDefault
`,
      },
      {
        text: '{"apiVersion": "v1", "kind": "SecurityPolicy", "spec": {«"rules"»: []}}\n',
        file: 'security-policy.json',
      },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
metadata:
  name: ours
  labels: {team: security}
  annotations: {forbiden: yes}
spec:
  forbidden:
    - hostNetwork: true
    - seLinuxOptions: {type: spc_t}
    - capabilities.add: [SYS_ADMIN]
`,
      },
      { text: '# comment\n---\nkind: SecurityPolicy\nspec:\n' },
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  required:
    - privileged: false
---
apiVersion: v1
kind: Service
spec: {selector: {app: web}}
`,
      },
    ],
  },
});
