import { ruleFor } from '../../core/rule.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import { syntaxMessages, syntaxReports } from '../_jsonSyntax.ts';
import { manual } from './_rule.ts';

export default ruleFor<JsonFile>()({
  id: 'auth/invalid-json',
  title: { en: 'auth.json that is not JSON', ja: 'JSON として正しくない auth.json' },
  severity: 'error',
  references: [manual, { title: 'RFC 8259', url: 'https://www.rfc-editor.org/rfc/rfc8259' }],
  messages: syntaxMessages,
  why: {
    en: 'Podman then reads none of it, and every login and pull that looks into it fails.',
    ja: 'Podman はファイル全体を読み込めず、これを参照するログインや取得がすべて失敗します。',
  },
  remedy: { en: 'Make it plain JSON.', ja: '正しい JSON に直してください。' },
  *check(file) {
    for (const report of syntaxReports(file)) {
      // Reports hold the text of fixes, and a repaired string would be the secret.
      const fixes = report.fixes?.filter(({ edits }) => edits.every(({ text }) => text.length <= 1));
      yield { ...report, fixes };
    }
  },
  examples: {
    bad: [
      {
        text: '«// mine»\n{"auths": {"registry.example": {}«,»}}\n',
        fixed: '{"auths": {"registry.example": {}}}\n',
      },
      { text: '{"auths": {"registry.example": {"auth": «\'\'»}}}\n' },
      { text: '«»' },
      { text: '{"auths": {"registry.example": {«auth»: ""}}}\n' },
    ],
    good: [
      { text: '{}' },
      { text: '{"auths": {}, "credsStore": "pass"}\r\n' },
      { text: '{"credHelpers": {"registry.example": "ecr-login"}}' },
      { text: '{"auths": {{ auths | to_json }}}', file: 'auth.json' },
    ],
  },
});
