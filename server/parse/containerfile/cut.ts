import type { Span } from '../../core/span.ts';
import { readHeredocs } from './heredocs.ts';
import { type Escape, physicalLine, readLogicalLine, skipBlanks, sourceSpan } from './logicalLine.ts';
import type { Directive, Problem } from './model.ts';
import type { Stretch } from './words.ts';

/** A file cut into its instructions by Podman's rules (openshift/imagebuilder, dockerfile/parser). */
export interface Cut {
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  /** From the first character to the last, heredocs included. */
  readonly slices: readonly Span[];
  /** From the `#` on; with those inside of continuations. */
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
  /** What heredocs hold. */
  readonly bodies: readonly Span[];
}

const byteOrderMark = '\uFEFF';
const directiveLine = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.*?)\s*$/i;

export function cut(text: string): Cut {
  const slices: Span[] = [];
  const comments: Span[] = [];
  const bodies: Span[] = [];
  const head = readDirectives(text);
  const problems: Problem[] = [...head.problems];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  while (at < text.length) {
    const line = physicalLine(text, at);
    const first = skipBlanks(text, at, line.end);
    at = line.next;
    if (first === line.end) continue;
    if (text[first] === '#') {
      comments.push({ start: first, end: line.end });
      continue;
    }
    const logical = readLogicalLine(text, first, head.escape);
    for (const comment of logical.comments) comments.push(comment);
    const { heredocs, mistaken, end, next } = readHeredocs(text, logical);
    at = next;
    for (const { body } of heredocs) bodies.push(body);
    if (logical.text.trim() === '') continue;
    slices.push({ start: first, end });
    const problem = (kind: Problem['kind']) => (word: Stretch) =>
      problems.push({ kind, span: sourceSpan(logical, word.start, word.end) });
    heredocs.filter(({ terminated }) => !terminated).forEach(problem('unterminated-heredoc'));
    mistaken.forEach(problem('mistaken-heredoc'));
  }
  return { escape: head.escape, directives: head.directives, slices, comments, problems, bodies };
}

/**
 * Comments of the form `# name=value` on the first lines. Podman reads `escape` only as long as nothing else came
 * before it: any other comment or directive, and even a blank line, ends its search.
 */
function readDirectives(text: string): Pick<Cut, 'escape' | 'directives' | 'problems'> {
  const directives: Directive[] = [];
  const problems: Problem[] = [];
  let escapedBy: Escape = '\\';
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  let onlyEscape = true;
  let isSet = false;
  while (at < text.length) {
    const line = physicalLine(text, at);
    const first = skipBlanks(text, at, line.end);
    const [comment, name, value] = directiveLine.exec(text.slice(first, line.end)) ?? [];
    if (comment === undefined || name === undefined || value === undefined) break;
    const valueStart = first + comment.indexOf('=') + (/=\s*/.exec(comment)?.[0].length ?? 1);
    const valueSpan = { start: valueStart, end: valueStart + value.length };
    directives.push({ name: name.toLowerCase(), value, span: { start: first, end: line.end }, valueSpan });
    at = line.next;
    // Without a value it is a comment like any other.
    if (name.toLowerCase() !== 'escape' || value === '') onlyEscape = false;
    if (!onlyEscape) continue;
    if (isSet) problems.push({ kind: 'repeated-escape', span: { start: first, end: line.end } });
    else if (value[0] === '`' || value[0] === '\\') escapedBy = value[0];
    else problems.push({ kind: 'invalid-escape', span: valueSpan });
    isSet = true;
  }
  return { escape: escapedBy, directives, problems };
}
