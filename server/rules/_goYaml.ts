import type { Fix } from '../core/fix.ts';
import type { Span } from '../core/span.ts';
import { lineStart } from '../parse/yaml/layout.ts';

/** What to mark where go-yaml gives up, and how to repair it. */
export function brokenIn(text: string, at: number): { at: Span; isTab: boolean; fixes: readonly Fix[] } {
  const [blanks = ''] = /^\t[ \t]*/.exec(text.slice(at)) ?? [];
  if (blanks) {
    const span = { start: at, end: at + blanks.length };
    return { at: span, isTab: true, fixes: withoutTab(text, span) };
  }
  const [escaped] = /^\\(?:u\w{4}|.)/.exec(text.slice(at, at + 6)) ?? [];
  const span = escaped ? { start: at, end: at + escaped.length } : wordAt(text, at);
  return { at: span, isTab: false, fixes: escaped === '\\/' ? [removal({ start: at, end: at + 1 })] : [] };
}

/** On a line that holds nothing else. */
function withoutTab(text: string, span: Span): Fix[] {
  const before = text.slice(lineStart(text, span.start), span.start);
  if (before.trim() !== '' || !/[\r\n#]/.test(text[span.end] ?? '\n')) return [];
  return [removal(span)];
}

const removal = (span: Span): Fix => ({
  title: { text: { en: 'Remove it', ja: '削除する' } },
  edits: [{ span, text: '' }],
  safe: true,
});

/** A word, or the place where one is missing. */
export function wordAt(text: string, at: number): Span {
  const [, blanks = '', word = ''] = /^([ \t]*)([^\s:,{}[\]]+|[:,{}[\]])?/.exec(text.slice(at, at + 200)) ?? [];
  return word ? { start: at + blanks.length, end: at + blanks.length + word.length } : { start: at, end: at };
}
