import { isPolicyName } from '../../parse/securityPolicy/find.ts';
import { references, securityPolicyRule } from './_rule.ts';

export default securityPolicyRule({
  id: 'securitypolicy/not-enforced',
  title: { en: 'Security policy that is not enforced', ja: '適用されないセキュリティポリシー' },
  severity: 'warning',
  references,
  messages: {
    name: {
      en: 'Nobody looks for a policy in {file}: its name does not say that there is one, and no .podseal.yaml names it.',
      ja: '{file} はポリシーとして読み込まれません。名前からポリシーと分からず、.podseal.yaml の policy でも指定されていません。',
    },
  },
  why: {
    en: 'No kube file is judged by it.',
    ja: 'このポリシーによる検査は行われません。',
  },
  remedy: {
    en: 'Call the file security-policy.yaml, or name it under policy in .podseal.yaml.',
    ja: 'ファイル名を security-policy.yaml にするか、.podseal.yaml の policy で指定してください。',
  },
  examples: {
    bad: [
      {
        file: 'rules.yaml',
        workspace: {},
        text: 'apiVersion: v1\nkind: SecurityPolicy\nmetadata: {name: «ours»}\nspec: {forbidden: [privileged: true]}\n',
      },
      {
        file: 'security-policy.json',
        workspace: {},
        text: '{"apiVersion": "v1", "kind": «"SecurityPolicy"», "spec": {"forbidden": [{"privileged": true}]}}\n',
      },
    ],
    good: [
      {
        workspace: {},
        text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {forbidden: [privileged: true]}\n',
      },
      {
        file: 'Team_Policies.yml',
        workspace: {},
        text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {forbidden: [privileged: true]}\n',
      },
      {
        file: 'production.yaml',
        workspace: {},
        settings: { policy: '/work/policies/production.yaml' },
        text: 'apiVersion: v1\nkind: SecurityPolicy\nspec: {forbidden: [privileged: true]}\n',
      },
    ],
  },
  *check({ policy }, { settings, workspace }) {
    const { fileName } = workspace;
    if (!policy || fileName === undefined || isPolicyName(fileName)) return;
    // Enough: another file of the same name is not worth a question to the disk.
    if (settings.policy?.endsWith(`/${fileName}`)) return;
    yield { at: policy.nameAt, message: 'name', params: { file: fileName } };
  },
});
