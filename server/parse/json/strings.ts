import type { Edit } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import { insert } from './repairs.ts';
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
  const at = edits[0]?.span ?? span;
  return { code: 'control-character', span: at, repair: { edits, safe: false } };
}

/** Whether its last quote is none of its characters. */
export function isClosed(text: string, { start, end }: Span): boolean {
  let at = end - 1;
  if (at === start || text[at] !== '"') return false;
  while (text[at - 1] === '\\') at--;
  return (end - at) % 2 === 1;
}

/** What writing a value anew replaces at an offset: all of a string, and of an unfinished one what has been typed. */
export const replacedAt = (text: string, span: Span, offset: number): Span =>
  text[span.start] === '"' && !isClosed(text, span) ? { start: span.start, end: offset } : span;

/** A string whose closing quote is missing: all of its line, but not what closes the brackets around it. */
export function unterminated(text: string, { start, end }: Span): JsonFault {
  const raw = text.slice(start, end);
  const own = start + Math.max(1, raw.replace(/[\s\]},]+$/, '').length);
  return { code: 'unterminated-string', span: { start, end: own }, repair: insert(own, '"', false) };
}

const goesOn = /\r?\n[^"\\]{0,400}"(?=[ \t]*(?:[\]},:]|\r?$))/my;

/** Where a string ends that goes on behind the end of its line; undefined: the next quote opens another one. */
export function endBehindLineBreak(text: string, lineEnd: number): number | undefined {
  goesOn.lastIndex = lineEnd;
  return goesOn.test(text) ? goesOn.lastIndex : undefined;
}

export function lineBreakFault(text: string, { start, end }: Span, lineEnd: number): JsonFault {
  const edits = Array.from(text.slice(start, end).matchAll(/[ \t]*\r?\n[ \t]*/g), ({ index, 0: found }) => ({
    span: { start: start + index, end: start + index + found.length },
    text: '',
  }));
  return { code: 'line-break', span: { start, end: lineEnd }, repair: { edits, safe: false } };
}

function badEscape(raw: string, span: Span): JsonFault {
  const repair =
    raw === "\\'" ? { edits: [{ span, text: "'" }], safe: true } : { edits: [{ span, text: `\\${raw}` }], safe: false };
  return { code: 'bad-escape', span, repair };
}
