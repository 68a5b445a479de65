import { type Change, changeBetween } from '../../core/change.ts';
import { countBefore } from '../../core/sorted.ts';
import { type Span, shift } from '../../core/span.ts';
import { readHeredocs } from './heredocs.ts';
import { type Escape, physicalLine, readLogicalLine, skipBlanks, sourceSpan } from './logicalLine.ts';
import type { Directive, Problem } from './model.ts';
import type { Stretch } from './words.ts';

/** A file cut into its instructions by Podman's rules (openshift/imagebuilder, dockerfile/parser). */
export interface Cut {
  readonly text: string;
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  /** From the first character to the last, heredocs included. */
  readonly slices: readonly Span[];
  /** From the `#` on; with those inside of continuations. */
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
  /** What heredocs hold. */
  readonly bodies: readonly Span[];
  /** How many slices at the start, and at the end, are those of the version before; the latter may have moved. */
  readonly kept: { readonly front: number; readonly back: number };
  /** From the version before to this one, if that one is known. */
  readonly change?: Change | undefined;
}

const byteOrderMark = '\uFEFF';
const directiveLine = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.*?)\s*$/i;

/** Only what stands around a change is read if the version before is known. */
export function cut(text: string, before?: Cut): Cut {
  const head = readDirectives(text);
  const known = before?.escape === head.escape ? before : undefined;
  const change = known && changeBetween(known.text, text);
  const front = known && change ? Math.max(0, countBefore(known.slices, change.start + 1, startOf) - 1) : 0;
  const resumed = front > 0 ? known?.slices[front]?.start : undefined;
  const parts = known && resumed !== undefined ? partsBefore(known, resumed) : noParts();
  let at = resumed ?? (text.startsWith(byteOrderMark) ? 1 : 0);
  let back = 0;
  while (at < text.length) {
    const line = physicalLine(text, at);
    const first = skipBlanks(text, at, line.end);
    at = line.next;
    if (first === line.end) continue;
    if (known && change && first >= change.end) {
      back = addBehind(parts, known, first - change.by, change.by);
      if (back > 0) break;
    }
    if (text[first] === '#') parts.comments.push({ start: first, end: line.end });
    else at = readInstruction(text, first, head.escape, parts);
  }
  return { text, ...head, ...parts, problems: [...head.problems, ...parts.problems], kept: { front, back }, change };
}

/** Those of the instructions and comments; not the directives. */
interface CutParts {
  readonly slices: Span[];
  readonly comments: Span[];
  readonly bodies: Span[];
  readonly problems: Problem[];
}

const noParts = (): CutParts => ({ slices: [], comments: [], bodies: [], problems: [] });

/** Returns where the next line starts. */
function readInstruction(text: string, first: number, escapedBy: Escape, parts: CutParts): number {
  const logical = readLogicalLine(text, first, escapedBy);
  for (const comment of logical.comments) parts.comments.push(comment);
  const { heredocs, mistaken, end, next } = readHeredocs(text, logical);
  for (const { body } of heredocs) parts.bodies.push(body);
  if (logical.text.trim() === '') return next;
  parts.slices.push({ start: first, end });
  const problem = (kind: Problem['kind']) => (word: Stretch) =>
    parts.problems.push({ kind, span: sourceSpan(logical, word.start, word.end) });
  heredocs.filter(({ terminated }) => !terminated).forEach(problem('unterminated-heredoc'));
  mistaken.forEach(problem('mistaken-heredoc'));
  return next;
}

const startOf = ({ start }: Span): number => start;

const isOfInstruction = ({ kind }: Problem): boolean => kind === 'unterminated-heredoc' || kind === 'mistaken-heredoc';

/** What was found in front of an instruction. */
function partsBefore({ slices, comments, bodies, problems }: Cut, start: number): CutParts {
  const before = (spans: readonly Span[]) => spans.slice(0, countBefore(spans, start, startOf));
  return {
    slices: before(slices),
    comments: before(comments),
    bodies: before(bodies),
    problems: problems.filter(problem => isOfInstruction(problem) && problem.span.start < start),
  };
}

/** Adds what was found from an instruction on, if one started there; returns how many instructions these are. */
function addBehind(parts: CutParts, { slices, comments, bodies, problems }: Cut, start: number, by: number): number {
  const index = countBefore(slices, start, startOf);
  if (slices[index]?.start !== start) return 0;
  const add = (to: Span[], from: readonly Span[]) => {
    for (let i = countBefore(from, start, startOf); i < from.length; i++) to.push(shift(from[i] as Span, by));
  };
  add(parts.slices, slices);
  add(parts.comments, comments);
  add(parts.bodies, bodies);
  for (const problem of problems) {
    const { kind, span } = problem;
    if (isOfInstruction(problem) && span.start >= start) parts.problems.push({ kind, span: shift(span, by) });
  }
  return slices.length - index;
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
