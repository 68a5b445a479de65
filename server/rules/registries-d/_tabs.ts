import type { Comment } from '../../core/kind.ts';
import { contains, type Span } from '../../core/span.ts';
import { columnOf, lineStart } from '../../parse/yaml/layout.ts';
import type { YamlNode, YamlScalar } from '../../parse/yaml/node.ts';
import type { YamlDocument } from '../../parse/yaml/parse.ts';

/** Where Go's parser takes no tab, although the one that made the document does. */
export function* refusedTabs(yaml: YamlDocument, isOld: boolean): Iterable<Span> {
  const { text, root } = yaml;
  if (!text.includes('\t')) return;
  for (const { 0: blanks, index } of text.matchAll(/^ *\t[ \t]*(?=#|\r?$)/gm)) {
    const end = index + blanks.length;
    if (root && isWithin(root, text, index + blanks.indexOf('\t'))) continue;
    if (isOld || text[end] !== '#' || !yaml.comments.some(comment => goesOn(comment, text, index)))
      yield { start: index, end };
  }
  if (root) yield* before(root, text);
  if (root) yield* indenting(root, text, -1);
}

/** Whether a comment at the offset belongs to the one before it. */
const goesOn = ({ span }: Comment, text: string, offset: number): boolean =>
  isBlank(text, span.end, offset) && /^(?:---)?\s*$/.test(text.slice(lineStart(text, span.start), span.start));

/** In a text of several lines, between brackets, or among the blanks that end a text without quotes. */
function isWithin(node: YamlNode, text: string, tab: number, column = -1): boolean {
  if (node.type === 'alias') return false;
  if (node.type === 'scalar' && node.style === 'plain')
    return node.text !== '' && columnOf(text, tab) > column && isBlank(text, node.span.end, tab);
  if (node.type === 'scalar' || node.flow) return contains(node.span, tab);
  const here = columnOf(text, node.span.start);
  if (node.type === 'seq') return node.items.some(({ value }) => isWithin(value, text, tab, here));
  return node.entries.some(entry => isWithin(entry.key, text, tab, here) || isWithin(entry.value, text, tab, here));
}

/** Before what is between brackets and around everything else. */
function* before({ span, type }: YamlNode, text: string): Iterable<Span> {
  const start = lineStart(text, span.start);
  const blanks = text.slice(start, span.start);
  if (type !== 'alias' && /^ *\t\s*$/.test(blanks)) yield { start, end: span.start };
}

/** Among the blanks that indent a text of several lines, and behind the dash of a list. */
function* indenting(node: YamlNode, text: string, column: number): Iterable<Span> {
  if (node.type === 'scalar' && node.style === 'block') yield* inBlock(node.span, text);
  else if (node.type === 'scalar' && node.style === 'plain') yield* around(node, text, column);
  else if (node.type === 'map') {
    const here = node.flow ? column : columnOf(text, node.span.start);
    for (const { key, value } of node.entries) {
      yield* indenting(key, text, here);
      yield* indenting(value, text, here);
    }
  } else if (node.type === 'seq') {
    const here = node.flow ? column : columnOf(text, node.span.start);
    for (const { start, value } of node.items) {
      const [blanks] = (!node.flow && /^- *\t/.exec(text.slice(start, start + 200))) || [];
      if (blanks) yield { start: start + blanks.length - 1, end: start + blanks.length };
      yield* indenting(value, text, here);
    }
  }
}

/** Before the lines of a text without quotes, and before the line that ends it. */
function* around({ span, text: said }: YamlScalar, text: string, column: number): Iterable<Span> {
  if (said === '') return;
  const [behind = ''] = /^\s*/.exec(text.slice(span.end)) ?? [];
  for (const { 0: spaces, index } of text.slice(span.start, span.end + behind.length).matchAll(/(?<=\n) *(?=\t)/g)) {
    const start = span.start + index + spaces.length;
    if (spaces.length <= column) yield { start, end: start + 1 };
  }
}

function* inBlock({ start, end }: Span, text: string): Iterable<Span> {
  const block = text.slice(start, end);
  if (!block.includes('\t') || /^[|>][+-]?\d/.test(block)) return;
  let indentation = Number.POSITIVE_INFINITY;
  for (const { 0: line, 1: blanks = '', index } of block.matchAll(/(?<=\n)( *).*/g)) {
    const at = start + index + blanks.length;
    if (line[blanks.length] === '\t' && blanks.length < indentation) yield { start: at, end: at + 1 };
    else if (line.trim() !== '') indentation = Math.min(indentation, blanks.length);
  }
}

/** How the text goes on where the first document is over: since 4.4 Podman looks that far and no further. */
export const tabBehind =
  /^(?:---[ \t]*\r?\n)?(?: *\r?\n)* *\t|^(?:---)?(?:[ \t]*#.*\r?\n| *\r?\n)+ *\t(?=[ \t]*(?:[^ \t#]|$))/;

const isBlank = (text: string, start: number, end: number): boolean =>
  start <= end && text.slice(start, end).trim() === '';
