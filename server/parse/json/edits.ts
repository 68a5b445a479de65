import type { Edit } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import type { JsonArray, JsonObject } from './tree.ts';

/** Takes a comment out: with its line where nothing else stands there, else with the blanks that set it apart. */
export function removeComment(text: string, comment: Span): Edit {
  const before = skipBlanksBack(text, comment.start);
  const after = skipBlanks(text, comment.end);
  const opensLine = before === 0 || isLineBreak(text[before - 1]);
  const closesLine = after === text.length || isLineBreak(text[after]);
  if (opensLine && closesLine) return { span: { start: before, end: behindLineBreak(text, after) }, text: '' };
  if (opensLine) return { span: { start: comment.start, end: after }, text: '' };
  return { span: { start: before, end: comment.end }, text: '' };
}

/** Takes one of several siblings (members of an object, items of an array) out, together with one comma. */
export function removeSibling(text: string, siblings: readonly { readonly span: Span }[], index: number): Edit {
  const own = siblings[index]?.span ?? { start: 0, end: 0 };
  const previous = siblings[index - 1]?.span;
  const next = siblings[index + 1]?.span;
  if (next && (!previous || (startsLine(text, own.start) && !startsLine(text, next.start))))
    return { span: { start: own.start, end: next.start }, text: '' };
  if (previous) return { span: { start: previous.end, end: own.end }, text: '' };
  return { span: own, text: '' };
}

/** Takes several siblings out, with the commas that they leave. */
export function removeSiblings(
  text: string,
  siblings: readonly { readonly span: Span }[],
  indexes: readonly number[],
): Edit[] {
  const gone = new Set(indexes);
  const edits: Edit[] = [];
  for (const from of [...gone].sort((a, b) => a - b)) {
    if (gone.has(from - 1)) continue;
    let to = from;
    while (gone.has(to + 1)) to++;
    edits.push(to === from ? removeSibling(text, siblings, from) : removeRun(siblings, from, to));
  }
  return edits;
}

function removeRun(siblings: readonly { readonly span: Span }[], from: number, to: number): Edit {
  const [first, last] = [siblings[from]?.span, siblings[to]?.span];
  const [previous, next] = [siblings[from - 1]?.span, siblings[to + 1]?.span];
  if (previous && last) return { span: { start: previous.end, end: last.end }, text: '' };
  return { span: { start: first?.start ?? 0, end: next?.start ?? last?.end ?? 0 }, text: '' };
}

/** Puts `"key": value` in front of the other members, laid out as they are. */
export function insertFirstMember(text: string, object: JsonObject, key: string, value: string): Edit {
  const entry = `${JSON.stringify(key)}: ${value}`;
  const first = object.members[0];
  if (!first) return insertIntoEmpty(text, object.span, entry);
  const at = first.span.start;
  return { span: { start: at, end: at }, text: `${entry},${gapBefore(text, at)}` };
}

/** Puts `"key": value` behind the other members, laid out as the last of them. */
export function insertLastMember(text: string, object: JsonObject, key: string, value: string): Edit {
  const last = object.members.at(-1);
  if (!last) return insertFirstMember(text, object, key, value);
  const entry = `${JSON.stringify(key)}: ${value}`;
  return { span: { start: last.span.end, end: last.span.end }, text: `,${gapBefore(text, last.span.start)}${entry}` };
}

/** Puts an item behind the one at `index`, laid out as that one. */
export function insertItemAfter(text: string, array: JsonArray, index: number, item: string): Edit {
  const own = array.items[index]?.span ?? array.span;
  return { span: { start: own.end, end: own.end }, text: `,${gapBefore(text, own.start)}${item}` };
}

/** Puts an item in front of the one at `index`, laid out as that one. */
export function insertItemBefore(text: string, array: JsonArray, index: number, item: string): Edit {
  const at = array.items[index]?.span.start ?? array.span.start + 1;
  const more = array.items.length > 0 ? `,${gapBefore(text, at)}` : '';
  return { span: { start: at, end: at }, text: `${item}${more}` };
}

function insertIntoEmpty(text: string, { start, end }: Span, entry: string): Edit {
  const inside = { start: start + 1, end: Math.max(start + 1, end - 1) };
  const blank = text.slice(inside.start, inside.end);
  if (!/^[ \t\r\n]*[\r\n][ \t\r\n]*$/.test(blank)) return { span: { ...inside, end: inside.start }, text: entry };
  const indent = indentAt(text, start);
  const eol = lineEnding(text);
  return { span: inside, text: `${eol}${indent}  ${entry}${eol}${indent}` };
}

/** What separates two siblings here: a line break and the indentation of the line, or one blank. */
function gapBefore(text: string, offset: number): string {
  return startsLine(text, offset) ? `${lineEnding(text)}${indentAt(text, offset)}` : ' ';
}

function indentAt(text: string, offset: number): string {
  let lineStart = offset;
  while (lineStart > 0 && !isLineBreak(text[lineStart - 1])) lineStart--;
  return text.slice(lineStart, Math.min(skipBlanks(text, lineStart), offset));
}

function startsLine(text: string, offset: number): boolean {
  const before = skipBlanksBack(text, offset);
  return before > 0 && isLineBreak(text[before - 1]);
}

const isLineBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';
const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
}

function skipBlanksBack(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at - 1])) at--;
  return at;
}

const behindLineBreak = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length);
