import { nearest } from '../../core/nearest.ts';
import { capabilityName, capabilityNames } from '../../podman/capabilities.ts';
import { references, replacement, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/unknown-capability',
  title: { en: 'Unknown capability in a security policy', ja: 'セキュリティポリシーの未知のケーパビリティ' },
  severity: 'error',
  references: [
    ...references,
    { title: 'capabilities(7)', url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html' },
  ],
  messages: {
    unknown: { en: 'There is no capability {name}.', ja: '{name} というケーパビリティはありません。' },
    meant: {
      en: 'There is no capability {name}; is {meant} meant?',
      ja: '{name} というケーパビリティはありません。{meant} ではありませんか？',
    },
  },
  why: {
    en: 'The one that was meant is neither forbidden nor required nor allowed.',
    ja: '本来指定したかったケーパビリティは、禁止も必須化も許可もされていません。',
  },
  remedy: {
    en: "Write the name of one of Linux's capabilities, or ALL.",
    ja: 'Linux のケーパビリティ名、または ALL を書いてください。',
  },
  *check(document) {
    for (const fault of document.policy?.faults ?? []) {
      if (fault.fault !== 'unknown-capability') continue;
      const { at, written } = fault;
      const meant = nearest(capabilityName(written), ['ALL', ...capabilityNames]);
      yield {
        at,
        message: meant ? 'meant' : 'unknown',
        params: { name: written, ...(meant ? { meant } : {}) },
        fixes: meant ? replacement(document, at, meant) : [],
      };
    }
  },
  examples: {
    bad: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - capabilities:
        add: [«"SYS_ADMN"», «cap_net_admim»]
  required:
    - dropCapabilities:
        - «AL» # all
`,
        fixed: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - capabilities:
        add: ["SYS_ADMIN", NET_ADMIN]
  required:
    - dropCapabilities:
        - ALL # all
`,
      },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {allowed: [addCapabilities: [«ROOT», CHOWN]]}\n' },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec:\n  forbidden:\n  - capabilities.add: [«EVERYTHING»]\n' },
    ],
    good: [
      {
        text: `apiVersion: v1
kind: SecurityPolicy
spec:
  forbidden:
    - capabilities: {add: [CAP_SYS_ADMIN, net_admin, BPF, CHECKPOINT_RESTORE]}
  required:
    - capabilities: {drop: [all]}
`,
      },
      { text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {required: [dropCapabilities: ["{{ .Values.drop }}"]]}\n' },
    ],
  },
});
