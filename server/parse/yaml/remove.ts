import type { Edit } from '../../core/fix.ts';
import { byPlace, span } from '../../core/span.ts';
import { isUsedElsewhere, lineEnd, lineStart, nextLine } from './layout.ts';
import type { YamlEntry, YamlItem } from './node.ts';

type Part = YamlEntry | YamlItem;

/**
 * Removes a key or a list item with its line. A comment at the end of the line stays, and so does every other one; a
 * map or a list that would be left empty goes with it. Undefined if the whole document would go, or an anchor that is
 * used elsewhere.
 */
export const removePart = (text: string, part: Part): Edit[] | undefined => removeParts(text, [part]);

/** Removes several at once, so that each knows which of its neighbours stay. */
export function removeParts(text: string, parts: readonly Part[]): Edit[] | undefined {
  const gone = new Set<Part>();
  if (!parts.every(part => markGone(part, gone))) return undefined;
  const outermost = [...gone].filter(part => !isInside(part, gone));
  if (outermost.some(part => isUsedElsewhere(part) || (part.type === 'entry' && part.explicit))) return undefined;
  return withoutOverlaps(outermost.flatMap(part => removeOne(text, part, gone)));
}

/** With what holds it, if nothing else is left there; false for a whole document. */
function markGone(part: Part, gone: Set<Part>): boolean {
  gone.add(part);
  if (!siblingsOf(part).every(sibling => gone.has(sibling))) return true;
  const { holder } = part.parent;
  return holder !== undefined && markGone(holder, gone);
}

function isInside(part: Part, gone: ReadonlySet<Part>): boolean {
  for (let { holder } = part.parent; holder; { holder } = holder.parent) if (gone.has(holder)) return true;
  return false;
}

function removeOne(text: string, part: Part, gone: ReadonlySet<Part>): Edit[] {
  const siblings = siblingsOf(part);
  const index = siblings.indexOf(part);
  const [previous, next] = [siblings[index - 1], siblings[index + 1]];
  const isGone = (sibling: Part): boolean => gone.has(sibling);
  if (!part.parent.flow) {
    const first = siblings.slice(0, index).every(isGone) ? siblings[0] : undefined;
    return [removeFromBlock(text, part, next, first)];
  }
  return removeFromFlow(text, part, previous, siblings.slice(index).every(isGone) ? undefined : next);
}

const siblingsOf = (part: Part): readonly Part[] => (part.type === 'entry' ? part.parent.entries : part.parent.items);

const endOf = (part: Part): number =>
  Math.max(part.value.span.end, part.type === 'entry' ? part.colonEnd : part.start + 1);

/** `first`: of its collection, if nothing stays in front of the part. */
function removeFromBlock(text: string, part: Part, next: Part | undefined, first: Part | undefined): Edit {
  if (first && text.slice(lineStart(text, first.start), first.start).trim() !== '')
    return removeFirst(text, part, next);
  const end = endOf(part);
  const start = lineStart(text, part.start);
  // A block scalar ends with its line break.
  if (lineStart(text, end) === end) return deletion(start, end);
  const rest = text.slice(end, lineEnd(text, end));
  if (rest.trim() !== '') return deletion(part.start, end + rest.length - rest.trimStart().length);
  const below = nextLine(text, end);
  if (below > lineEnd(text, end)) return deletion(start, below);
  // The last line of a text without a final line break: the line break above goes instead.
  return deletion(text[start - 2] === '\r' ? start - 2 : Math.max(start - 1, 0), below);
}

/** The first key of `- name: x`: the next one moves up to the dash, unless a comment stands between them. */
function removeFirst(text: string, part: Part, next: Part | undefined): Edit {
  const end = endOf(part);
  const gap = next && text.slice(end, next.start);
  return deletion(part.start, next && gap?.trim() === '' ? next.start : end);
}

function removeFromFlow(text: string, part: Part, previous: Part | undefined, next: Part | undefined): Edit[] {
  const end = endOf(part);
  const isComma = (from: number, to: number): boolean => /^\s*,\s*$/.test(text.slice(from, to));
  if (next && isComma(end, next.start)) return [deletion(part.start, next.start)];
  if (!next && previous && isComma(endOf(previous), part.start)) return [deletion(endOf(previous), end)];
  // Comments stand around the comma that goes.
  const before = /^(?:\s|#[^\n]*(?:\n|$))*(?=,)/.exec(text.slice(end, next?.start ?? part.parent.span.end));
  const comma = before && end + before[0].length;
  return [deletion(part.start, end), ...(comma === null ? [] : [deletion(comma, comma + 1)])];
}

const deletion = (start: number, end: number): Edit => ({ span: span(start, end), text: '' });

/** Of two lines at the end of a text, each would take the line break between them along. */
function withoutOverlaps(deletions: readonly Edit[]): Edit[] {
  const result: Edit[] = [];
  for (const edit of [...deletions].sort(byPlace)) {
    const last = result.at(-1);
    if (last && edit.span.start < last.span.end) {
      result.splice(-1, 1, deletion(last.span.start, Math.max(last.span.end, edit.span.end)));
    } else result.push(edit);
  }
  return result;
}
