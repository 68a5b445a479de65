import type { Span } from '../../core/span.ts';

/** `\`, or a backtick where the file's `escape` directive says so. */
export type Escape = '\\' | '`';

/**
 * What the physical lines of an instruction say once continuations, and the comments and blank lines between
 * them, are taken out: the line that Podman parses. It knows where in the source each of its characters stands.
 */
export interface LogicalLine {
  readonly text: string;
  /** In the order of the text; a piece runs up to the next one. */
  readonly pieces: readonly { readonly at: number; readonly start: number }[];
  /** What stands between the pieces: the continuation characters, line breaks, comments and blank lines. */
  readonly gaps: readonly Span[];
  /** Comments between the lines, from their `#` on. */
  readonly comments: readonly Span[];
  /** Behind the last character, before the line break. */
  readonly end: number;
  /** Where the next physical line starts. */
  readonly next: number;
}

/** A physical line: `end` stands before its line break (LF or CRLF), `next` behind it. */
interface PhysicalLine {
  readonly end: number;
  readonly next: number;
}

export function physicalLine(source: string, start: number): PhysicalLine {
  const feed = source.indexOf('\n', start);
  if (feed < 0) return { end: source.length, next: source.length };
  return { end: feed > start && source[feed - 1] === '\r' ? feed - 1 : feed, next: feed + 1 };
}

const blank = /\s/;

/** The first character between `from` and `to` that is no white space, or `to`. */
export function skipBlanks(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && blank.test(source[at] ?? '')) at++;
  return at;
}

/** Where the continuation character of a line stands, or -1: only blanks and tabs may follow it. */
function continuation(source: string, start: number, end: number, escapedBy: Escape): number {
  let at = end - 1;
  while (at >= start && (source[at] === ' ' || source[at] === '\t')) at--;
  return at >= start && source[at] === escapedBy ? at : -1;
}

/** Reads the logical line that starts at `start`. */
export function readLogicalLine(source: string, start: number, escapedBy: Escape): LogicalLine {
  const pieces: { at: number; start: number }[] = [];
  const gaps: Span[] = [];
  const comments: Span[] = [];
  const texts: string[] = [];
  let length = 0;
  let line = physicalLine(source, start);
  let from = start;
  for (;;) {
    const cut = continuation(source, from, line.end, escapedBy);
    const end = cut < 0 ? line.end : cut;
    pieces.push({ at: length, start: from });
    texts.push(source.slice(from, end));
    length += end - from;
    if (cut < 0) return { text: texts.join(''), pieces, gaps, comments, end, next: line.next };
    const following = skipUnread(source, line.next, comments);
    gaps.push({ start: cut, end: following });
    if (following >= source.length) return { text: texts.join(''), pieces, gaps, comments, end, next: source.length };
    from = following;
    line = physicalLine(source, from);
  }
}

/** Comments and blank lines do not end a continuation. */
function skipUnread(source: string, from: number, comments: Span[]): number {
  let at = from;
  while (at < source.length) {
    const { end, next } = physicalLine(source, at);
    const first = skipBlanks(source, at, end);
    if (first < end && source[first] !== '#') return at;
    if (first < end) comments.push({ start: first, end });
    at = next;
  }
  return at;
}

/** Where a character of the logical line stands in the source. */
export function sourceOffset(line: LogicalLine, offset: number): number {
  const { pieces } = line;
  let low = 0;
  let high = pieces.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle;
  }
  const piece = pieces[low];
  return piece ? piece.start + offset - piece.at : offset;
}

/** The source's span for a span of the logical line; it may reach over continuations. */
export function sourceSpan(line: LogicalLine, start: number, end: number): Span {
  if (end > start) return { start: sourceOffset(line, start), end: sourceOffset(line, end - 1) + 1 };
  // Nothing: better at the end of what stands before than behind a continuation.
  const at = start > 0 ? sourceOffset(line, start - 1) + 1 : sourceOffset(line, start);
  return { start: at, end: at };
}
