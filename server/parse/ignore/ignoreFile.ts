import { parentsOf } from '../../core/path.ts';
import type { Span } from '../../core/span.ts';
import { type BadPattern, type Pattern, readPattern } from './pattern.ts';

/** A line of an ignore file that Podman takes for a pattern. */
export interface IgnoreLine {
  /** Without its line break. */
  readonly text: string;
  readonly span: Span;
  /** Undefined where nothing is left of it: `/`. */
  readonly pattern: Pattern | BadPattern | undefined;
}

/** A `.containerignore` or `.dockerignore`, read as Podman reads it. */
export class IgnoreFile {
  readonly text: string;
  readonly lines: readonly IgnoreLine[];
  readonly patterns: readonly Pattern[];
  /** Everything in it is understood. */
  readonly isKnown: boolean;

  constructor(text: string) {
    this.text = text;
    this.lines = [...readLines(text)];
    this.patterns = this.lines.flatMap(({ pattern }) => (typeof pattern === 'object' ? [pattern] : []));
    this.isKnown = !this.lines.some(({ pattern }) => typeof pattern === 'string');
  }

  /** Whether the patterns leave out this very path: the last one that matches it, or a folder it is in, decides. */
  leavesOut(path: string): boolean {
    const folders = parentsOf(path);
    let isOut = false;
    for (const pattern of this.patterns) if (touches(pattern, path, folders)) isOut = !pattern.isException;
    return isOut;
  }

  /** Whether an exception names something below a folder that is left out: Podman looks into that one. */
  hasExceptionBelow(folder: string): boolean {
    return this.patterns.some(({ isException, text }) => isException && `${text}/`.startsWith(folder));
  }
}

/** Whether a pattern matches a path or a folder that it is in. */
export const touches = (pattern: Pattern, path: string, folders: readonly string[] = parentsOf(path)): boolean =>
  pattern.matches(path) || folders.some(folder => pattern.matches(folder));

function* readLines(source: string): Generator<IgnoreLine> {
  let start = 0;
  for (const text of source.split('\n')) {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    if (text !== '' && !text.startsWith('#')) yield { text, span, pattern: readPattern(text) };
  }
}
