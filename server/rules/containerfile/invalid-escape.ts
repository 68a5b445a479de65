import type { Span } from '../../core/span.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'value' | 'repeated'>({
  id: 'containerfile/invalid-escape',
  title: { en: 'Invalid escape directive', ja: '無効な escape ディレクティブ' },
  severity: 'error',
  isSyntax: true,
  references: [{ title: 'Dockerfile reference: escape', url: 'https://docs.docker.com/reference/dockerfile/#escape' }],
  why: { en: 'Podman refuses the whole file.', ja: 'Podman はファイル全体を拒否します。' },
  remedy: {
    en: 'Write # escape=` or # escape=\\, once, on the first line.',
    ja: '最初の行に # escape=` または # escape=\\ を 1 回だけ書いてください。',
  },
  messages: {
    value: {
      en: 'The escape character can be a backslash or a backtick only.',
      ja: 'エスケープ文字に指定できるのは、バックスラッシュかバッククォートだけです。',
    },
    repeated: { en: 'The escape character is already set.', ja: 'エスケープ文字はすでに指定されています。' },
  },
  examples: {
    bad: [
      { text: '# escape=«x»\nFROM scratch\nUSER 1\n' },
      { text: '#Escape = «"`"»\r\nFROM scratch\r\nUSER 1\r\n' },
      {
        text: '# escape=`\n«# escape=`»\nFROM scratch\nUSER 1\n',
        fixed: '# escape=`\nFROM scratch\nUSER 1\n',
      },
    ],
    good: [
      { text: '# escape=`\nFROM scratch\nUSER 1\n' },
      { text: '# escape=\\\nFROM scratch\nUSER 1\n' },
      { text: '# escape=\nFROM scratch\nUSER 1\n' },
      { text: '# about this file\n# escape=x\nFROM scratch\nUSER 1\n' },
    ],
  },
  *check({ text, problems }) {
    for (const { kind, span } of problems) {
      if (kind === 'invalid-escape') yield { at: span, message: 'value' };
      if (kind !== 'repeated-escape') continue;
      const title = { text: { en: 'Delete the second one', ja: '2 つ目を削除' } };
      yield {
        at: span,
        message: 'repeated',
        fixes: [{ title, edits: [{ span: wholeLine(text, span), text: '' }], safe: true }],
      };
    }
  },
});

function wholeLine(text: string, { start, end }: Span): Span {
  const feed = text.indexOf('\n', end);
  return { start, end: feed < 0 ? text.length : feed + 1 };
}
