import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { strengthOf } from '../../parse/policy/strength.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const file = '.config/containers/policy.json';

const isUsers = /(?:^|\/)\.config\/containers\/policy\.json$/;

export default policyRule({
  id: 'policy/user-policy',
  title: { en: "Policy of a user in place of the machine's", ja: 'マシンのポリシーを置き換えるユーザーのポリシー' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    replaces: {
      en: 'For its user this file replaces /etc/containers/policy.json, all of it.',
      ja: 'このファイルは、そのユーザーについて /etc/containers/policy.json 全体を置き換えます。',
    },
    weakens: {
      en: 'For its user this file replaces /etc/containers/policy.json, all of it, and accepts any image by default.',
      ja: 'このファイルは、そのユーザーについて /etc/containers/policy.json 全体を置き換え、既定ですべてのイメージを受け入れます。',
    },
  },
  why: {
    en: 'Nothing is merged: what the administrator asks for is gone, and what changes there later never arrives here.',
    ja: '両者は統合されません。管理者の要件は失われ、後の変更もここには反映されません。',
  },
  remedy: {
    en: 'Keep one policy in /etc/containers, or repeat here all that it asks for.',
    ja: 'ポリシーは /etc/containers に 1 つだけ置くか、その要件をここにもすべて書いてください。',
  },
  examples: {
    bad: [
      { file, text: '{«"default"»: [{"type": "insecureAcceptAnything"}]}' },
      { file, text: '{\n  «"default"»: [{"type": "reject"}]\n}\n' },
      {
        file: `home/ann/${file}`,
        text: '{"transports": {}, «"default"»: [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg"}]}',
      },
    ],
    good: [
      { text: '{"default": [{"type": "reject"}]}' },
      { file: 'etc/containers/policy.json', text: '{"default": [{"type": "reject"}]}' },
      { file: 'config/containers/policy.json', text: '{"default": [{"type": "reject"}]}' },
      { file: 'policy.json', text: '{"default": [{"type": "reject"}]}' },
    ],
  },
  *check(content, { workspace: { filePath = '' } }): Iterable<Report<'replaces' | 'weakens'>> {
    const fallback = isUsers.test(filePath) ? policyIn(content)?.default : undefined;
    if (!fallback) return;
    const isWeak = strengthOf(fallback) === 'accept';
    const at = fallback.member.key.span;
    yield { at, message: isWeak ? 'weakens' : 'replaces', severity: isWeak ? 'warning' : 'info' };
  },
});
