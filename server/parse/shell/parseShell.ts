import type { Span } from '../../core/span.ts';
import { type Environment, heldIn, holdsOptions } from './held.ts';
import { sameText } from './mappedText.ts';
import type { ShellCommand } from './model.ts';
import type { ShellVariable } from './variables.ts';
import { ShellWalk } from './walk.ts';
import { jsonWord, type SourceWord } from './words.ts';
import type { LeftFile, Scripts } from './written.ts';

/** Where a text starts that stands in no other command. */
export const top = { within: undefined, nesting: [] } as const;

/**
 * The simple commands of a shell's text, also those in substitutions, compounds, `sh -c '...'` and here-documents for
 * a shell. `start` is where the text stands: spans count from there. Half-typed text gives what can be read of it.
 */
export const parseShell = (text: string, start: number): readonly ShellCommand[] => readShell(text, start).commands;

/** The commands of a text, and what it writes into files. */
export interface ShellReading {
  readonly commands: readonly ShellCommand[];
  /** Scripts that it does not run itself; worked out when somebody asks for them. */
  readonly left: () => readonly LeftFile[];
  /** How often it sets which variables; worked out so, too. */
  readonly timesSet: () => ReadonlyMap<string, number>;
}

/** What is known around a text. */
export interface Surroundings {
  readonly environment?: Environment;
  /** Files that its commands may run. */
  readonly scripts?: Scripts | undefined;
}

/** The same, by what is known around the text. */
export function readShell(text: string, start: number, around: Surroundings = {}): ShellReading {
  const source = sameText(unixLines(text), start);
  const textBefore = (at: number) => source.text.slice(Math.max(0, at - start - 100), Math.max(0, at - start));
  return reading(walk => walk.script(source, top), around, holdsOptions(text), textBefore);
}

/** A word of an exec form: what a JSON string says. */
export interface ExecWord {
  readonly value: string;
  /** With the quotes. */
  readonly span: Span;
}

/** The command of an exec form, and what it runs in turn: `["sh", "-c", "..."]`. `file` is what the spans count in. */
export const parseExec = (words: readonly ExecWord[], file: string): readonly ShellCommand[] =>
  readExec(words, file).commands;

export function readExec(words: readonly ExecWord[], file: string, around: Surroundings = {}): ShellReading {
  if (words.length === 0) return { commands: [], left: () => [], timesSet: () => new Map() };
  const parts = execWords(words, file);
  return reading(
    walk => walk.words(parts, top),
    around,
    false,
    () => '',
  );
}

/** The words as the walk takes them. */
export function execWords(words: readonly ExecWord[], file: string): SourceWord[] {
  const source = sameText(file, 0);
  return words.map(({ value, span }) => jsonWord(value, source, span.start, span.end));
}

const none: Environment = new Map();

/** Twice where variables hold words: what they hold can be said once it is known what the script sets. */
function reading(
  walkAll: (walk: ShellWalk) => void,
  { environment = none, scripts }: Surroundings,
  holds: boolean,
  textBefore: (at: number) => string,
): ShellReading {
  const walked = (walk: ShellWalk) => {
    attempt(() => walkAll(walk));
    return walk;
  };
  const timesSet = () => {
    const times = new Map<string, number>();
    const tell = ({ name, isSet }: ShellVariable) => isSet && times.set(name, (times.get(name) ?? 0) + 1);
    walked(new ShellWalk({ onVariable: tell, scripts }));
    return times;
  };
  const readingOf = ({ commands, files }: ShellWalk): ShellReading => ({
    commands,
    left: () => files.left(),
    timesSet,
  });
  const first = walked(new ShellWalk({ scripts }));
  const isTwice = holds || environment.size > 0;
  const held = isTwice ? heldIn(first.commands, timesSet(), environment, textBefore) : undefined;
  return readingOf(held ? walked(new ShellWalk({ held, scripts })) : first);
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
