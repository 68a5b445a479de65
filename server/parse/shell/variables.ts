import { byPlace, type Span } from '../../core/span.ts';
import { sameText } from './mappedText.ts';
import { attempt, type ExecWord, execWords, top, unixLines } from './parseShell.ts';
import { ShellWalk } from './walk.ts';

/** The name of a variable where a shell's text says it. */
export interface ShellVariable {
  readonly name: string;
  readonly span: Span;
  /** It is given a value: `X=1`, `for X in`, `read X`. */
  readonly isSet: boolean;
}

/**
 * Where a shell's text names variables, also in substitutions, `sh -c '...'` and here-documents; not what it only
 * passes to one command (`X=1 make`). `start` is where the text stands: spans count from there.
 */
export const shellVariables = (text: string, start: number): readonly ShellVariable[] =>
  collect(walk => walk.script(sameText(unixLines(text), start), top));

/** The same of an exec form, in which only a script has variables: `["sh", "-c", "..."]`. */
export function execVariables(words: readonly ExecWord[], file: string): readonly ShellVariable[] {
  return words.length === 0 ? [] : collect(walk => walk.words(execWords(words, file), top));
}

function collect(run: (walk: ShellWalk) => void): readonly ShellVariable[] {
  // A script in double quotes is met twice: as a word and as a script.
  const found = new Map<number, ShellVariable>();
  const walk = new ShellWalk({ onVariable: variable => found.set(variable.span.start, variable) });
  attempt(() => run(walk));
  return [...found.values()].sort(byPlace);
}
