import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Related } from '../core/finding.ts';
import { type Span, shift } from '../core/span.ts';
import type { Message } from '../core/text.ts';
import type { Edited } from './lineEdits.ts';

/**
 * Whether the findings of two versions of a document say the same, and stand where an editor shows the former ones
 * already: an editor moves what it shows with the text, so that nothing may stand on the line that was edited.
 * @param by how much longer the later text is
 * @param document of the later version
 */
export function looksTheSame(
  before: readonly Finding[],
  after: readonly Finding[],
  edited: Edited,
  by: number,
  document: TextDocument,
): boolean {
  if (edited === 'lines' || before.length !== after.length) return false;
  const moved = edited === undefined ? (at: Span) => at : aroundLine(edited, by, document);
  return before.every((finding, i) => {
    const other = after[i];
    return other !== undefined && isSameFinding(finding, other, moved);
  });
}

/** Where a span stands in the later version; undefined: on the line that was edited. */
type Moved = (at: Span) => Span | undefined;

function aroundLine(line: number, by: number, document: TextDocument): Moved {
  const start = document.offsetAt({ line, character: 0 });
  const isLast = line + 1 === document.lineCount;
  const next = isLast ? Number.POSITIVE_INFINITY : document.offsetAt({ line: line + 1, character: 0 }) - by;
  return at => (at.end < start ? at : at.start >= next ? shift(at, by) : undefined);
}

function isSameFinding(a: Finding, b: Finding, moved: Moved): boolean {
  return (
    a.rule === b.rule &&
    a.severity === b.severity &&
    a.tag === b.tag &&
    isSameSpan(moved(a.span), b.span) &&
    isSameMessage(a.message, b.message) &&
    a.related.length === b.related.length &&
    a.related.every((place, i) => isSameRelated(place, b.related[i], moved))
  );
}

function isSameRelated(a: Related, b: Related | undefined, moved: Moved): boolean {
  if (!b || a.file?.path !== b.file?.path || a.file?.text !== b.file?.text) return false;
  return isSameSpan(a.file ? a.span : moved(a.span), b.span) && isSameMessage(a.message, b.message);
}

const isSameSpan = (a: Span | undefined, b: Span): boolean => a?.start === b.start && a.end === b.end;

function isSameMessage(a: Message, b: Message): boolean {
  if (a.text !== b.text && (a.text.en !== b.text.en || a.text.ja !== b.text.ja)) return false;
  const [ours, theirs] = [Object.entries(a.params ?? {}), b.params ?? {}];
  return ours.length === Object.keys(theirs).length && ours.every(([name, value]) => theirs[name] === value);
}
