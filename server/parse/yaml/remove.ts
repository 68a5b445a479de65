import type { Edit } from '../../core/fix.ts';
import { span } from '../../core/span.ts';
import { isUsedElsewhere, lineEnd, lineStart, nextLine } from './layout.ts';
import type { YamlEntry, YamlItem } from './node.ts';

type Part = YamlEntry | YamlItem;

/**
 * Removes a key or a list item with its line. A comment at the end of the line stays, and so does every other one; a
 * map or a list that would be left empty goes with it. Undefined if the whole document would go, or an anchor that is
 * used elsewhere.
 */
export function removePart(text: string, part: Part): Edit[] | undefined {
  const siblings = siblingsOf(part);
  const { parent } = part;
  if (siblings.length === 1) return parent.holder && removePart(text, parent.holder);
  if (isUsedElsewhere(part) || (part.type === 'entry' && part.explicit)) return undefined;
  const index = siblings.indexOf(part);
  if (parent.flow) return removeFromFlow(text, part, siblings[index - 1], siblings[index + 1]);
  return [removeFromBlock(text, part, siblings[index + 1])];
}

const siblingsOf = (part: Part): readonly Part[] => (part.type === 'entry' ? part.parent.entries : part.parent.items);

const endOf = (part: Part): number =>
  Math.max(part.value.span.end, part.type === 'entry' ? part.colonEnd : part.start + 1);

function removeFromBlock(text: string, part: Part, next: Part | undefined): Edit {
  const end = endOf(part);
  const start = lineStart(text, part.start);
  if (text.slice(start, part.start).trim() !== '') return removeFirst(text, part, next);
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
