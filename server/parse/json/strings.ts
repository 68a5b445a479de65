import type { Edit } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { JsonFault } from './tree.ts';

const anyEscape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\u[0-9a-fA-F]{0,3}|\\[^\r\n]?/g;
const goodEscape = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings, people paste them
const control = /[\u0000-\u001f]/g;

/** What is wrong with a string, quotes included, that the scanner did not like. */
export function stringFault(text: string, span: Span): JsonFault {
  const raw = text.slice(span.start, span.end);
  for (const found of raw.matchAll(anyEscape)) {
    if (goodEscape.test(found[0])) continue;
    const start = span.start + found.index;
    return badEscape(found[0], { start, end: start + found[0].length });
  }
  const controls = [...raw.matchAll(control)];
  const edits = controls.map((found): Edit => {
    const start = span.start + found.index;
    return { span: { start, end: start + 1 }, text: JSON.stringify(found[0]).slice(1, -1) };
  });
  const [first] = edits;
  if (first) return { code: 'control-character', span: first.span, repair: { edits, safe: true } };
  const end = span.start + withoutComma(raw.trimEnd()).length;
  const closing = { span: { start: end, end }, text: '"' };
  return { code: 'unterminated-string', span: { start: span.start, end }, repair: { edits: [closing], safe: false } };
}

const withoutComma = (raw: string): string => (raw.endsWith(',') ? raw.slice(0, -1) : raw);

function badEscape(raw: string, span: Span): JsonFault {
  const repair =
    raw === "\\'" ? { edits: [{ span, text: "'" }], safe: true } : { edits: [{ span, text: `\\${raw}` }], safe: false };
  return { code: 'bad-escape', span, repair };
}
