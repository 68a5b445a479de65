import type { Comment } from './kind.ts';
import { type Pragma, type PragmaName, parsePragma } from './pragma.ts';
import type { RuleInfo } from './rule.ts';
import type { RuleNames } from './ruleNames.ts';
import { contains, type Span, shift } from './span.ts';

/** A pragma in its place: which rules it silences, and where. */
export interface Suppression {
  readonly pragma: Pragma;
  /** The comment's place in the file. */
  readonly span: Span;
  readonly covers: Span;
  readonly names: readonly (PragmaName & { readonly rules: readonly RuleInfo[] })[];
  /** Filled while findings are matched. */
  readonly used: Set<string>;
}

/** All suppressions in the comments of one unit that starts at `start` of `text`. */
export function suppressionsOf(
  comments: readonly Comment[],
  start: number,
  text: string,
  rules: RuleNames,
): Suppression[] {
  return comments.flatMap(comment => {
    const pragma = parsePragma(comment);
    if (!pragma) return [];
    const at = shift(comment.span, start);
    const covers = pragma.wholeFile
      ? { start: 0, end: text.length + 1 }
      : comment.covers
        ? shift(comment.covers, start)
        : linesCovered(text, at);
    const names = pragma.names.map(({ name, span }) => ({
      name,
      span: shift(span, start),
      rules: pragma.allOf ? rules.knownTo(pragma.allOf) : rules.find(name),
    }));
    return [{ pragma, span: at, covers, names, used: new Set<string>() }];
  });
}

/** Its own line where something stands before the comment; else the next line that is neither blank nor a comment. */
function linesCovered(text: string, comment: Span): Span {
  const lineStart = text.lastIndexOf('\n', comment.start - 1) + 1;
  if (text.slice(lineStart, comment.start).trim() !== '') return { start: lineStart, end: lineEnd(text, comment.end) };
  let start = lineEnd(text, comment.end);
  while (start < text.length) {
    const end = lineEnd(text, start);
    if (!/^\s*(#|$)/.test(text.slice(start, end))) return { start, end };
    start = end;
  }
  return { start: text.length, end: text.length + 1 };
}

/** Behind the line break. */
function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length + 1 : at + 1;
}

/** Whether the last day on which it holds is over. */
export const isExpired = ({ until }: Pick<Pragma, 'until'>, today: string): boolean =>
  until !== undefined && until < today;

/** Whether a suppression holds for a finding of `rule` at `offset`; remembers which ones did. */
export function isSuppressed(
  rule: RuleInfo,
  offset: number,
  suppressions: readonly Suppression[],
  today: string,
): boolean {
  let silenced = false;
  for (const suppression of suppressions) {
    if (!contains(suppression.covers, offset)) continue;
    const { pragma, names } = suppression;
    if (pragma.wholeFile && !pragma.foreign && names.length === 0) {
      suppression.used.add('');
      silenced ||= !isExpired(pragma, today);
    }
    for (const { name, rules } of names) {
      if (!rules.some(({ id }) => id === rule.id)) continue;
      suppression.used.add(name);
      silenced ||= !isExpired(pragma, today);
    }
  }
  return silenced;
}

/** What is wrong with the suppressions themselves, once all findings have been matched. */
export interface SuppressionFault {
  readonly fault: 'expired' | 'unknown' | 'unused' | 'nothing' | 'no-reason';
  readonly span: Span;
  readonly name: string;
  readonly until: string;
}

/** `isActive` says whether a rule spoke at all: a suppression of a rule that is off may be meant for another profile. */
export function* faultsOf(
  suppressions: readonly Suppression[],
  today: string,
  isActive: (rule: RuleInfo) => boolean,
): Iterable<SuppressionFault> {
  for (const { pragma, span, names, used } of suppressions) {
    if (pragma.foreign) continue;
    const until = pragma.until ?? '';
    if (isExpired(pragma, today)) {
      yield { fault: 'expired', span, name: '', until };
      continue;
    }
    if (names.length === 0 && !pragma.wholeFile) yield { fault: 'nothing', span, name: '', until };
    for (const { name, span: at, rules } of names) {
      if (rules.length === 0) yield { fault: 'unknown', span: at, name, until };
      else if (!used.has(name) && rules.every(isActive)) yield { fault: 'unused', span: at, name, until };
    }
    if (pragma.reason === undefined) yield { fault: 'no-reason', span, name: '', until };
  }
}
