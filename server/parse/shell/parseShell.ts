import type { Span } from '../../core/span.ts';
import { sameText } from './mappedText.ts';
import type { ShellCommand } from './model.ts';
import { ShellWalk } from './walk.ts';
import { jsonWord } from './words.ts';

const top = { within: undefined, nesting: [] } as const;

/**
 * The simple commands of a shell's text, also those in substitutions, compounds, `sh -c '...'` and here-documents for
 * a shell. `start` is where the text stands: spans count from there. Half-typed text gives what can be read of it.
 */
export function parseShell(text: string, start: number): readonly ShellCommand[] {
  const walk = new ShellWalk();
  attempt(() => walk.script(sameText(unixLines(text), start), top));
  return walk.commands;
}

/** A word of an exec form: a JSON string. */
export interface ExecWord {
  readonly text: string;
  /** With the quotes. */
  readonly span: Span;
}

/** The command of an exec form, and what it runs in turn: `["sh", "-c", "..."]`. `file` is what the spans count in. */
export function parseExec(words: readonly ExecWord[], file: string): readonly ShellCommand[] {
  if (words.length === 0) return [];
  const walk = new ShellWalk();
  const source = sameText(file, 0);
  attempt(() =>
    walk.words(
      words.map(({ text, span }) => jsonWord(text, source, span.start, span.end)),
      top,
    ),
  );
  return walk.commands;
}

/** The same length. A line break behind a carriage return would not continue a line, nor end a here-document. */
export const unixLines = (text: string): string =>
  text.includes('\r') ? text.replace(/\\\r\n/g, ' \\\n').replace(/\r\n/g, '\n\n') : text;

/** The parser's recursion ends with the stack: what was found until then is kept. */
export function attempt(walk: () => void): void {
  try {
    walk();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
