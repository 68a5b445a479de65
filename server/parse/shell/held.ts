import type { Position } from './command.ts';
import { placedText } from './mappedText.ts';
import type { ShellCommand, ShellPlace } from './model.ts';
import type { SourceWord } from './words.ts';

/** The variables that a shell is started with, as far as they are known. */
export type Environment = ReadonlyMap<string, string>;

/** What a script's variables hold. */
export interface Held {
  readonly environment: Environment;
  /** Those that the script sets once and plainly. */
  readonly own: ReadonlyMap<string, Own>;
}

interface Own {
  readonly value: string;
  /** From where on it holds. */
  readonly from: number;
}

/** Several options, written as a shell splits them; nothing that it would expand once more. */
const options = /^\s*-[^\s$`*?[\\"']+(?:\s+[^\s$`*?[\\"']+)*\s*$/;
/** A program and its options. */
const call = /^\s*[A-Za-z_/][\w./-]*(?:\s+[^\s$`*?[\\"']+)*\s*$/;

/** Nobody writes more of them into one variable. */
const longest = 500;

const isOptions = (value: string): boolean => value.length <= longest && options.test(value);
const isCall = (value: string): boolean => value.length <= longest && call.test(value);

export const isCallOrOptions = (value: string): boolean => isOptions(value) || isCall(value);

/** Whether a second look at a script may find more: it sets a variable to options and uses it. */
export function holdsOptions(script: string): boolean {
  if (!/=["']?[ \t]*-/.test(script)) return false;
  const used = new Set(Array.from(script.matchAll(/\$\{?(\w+)/g), ([, name]) => name));
  if (used.size === 0) return false;
  return Array.from(script.matchAll(/\b([A-Za-z_]\w*)=["']?[ \t]*-/g), ([, name]) => name).some(name => used.has(name));
}

/** Behind `||`, a pipe or a question: whether it happens is not known. */
const isConditional = /(?:\||\]\s*&&)(?:\s|\\\n)*$/;

/**
 * @param timesSet how often the script sets a variable
 * @param textBefore what stands before a place
 */
export function heldIn(
  commands: readonly ShellCommand[],
  timesSet: ReadonlyMap<string, number>,
  environment: Environment,
  textBefore: (at: number) => string,
): Held | undefined {
  const known = new Map([...environment].filter(([name]) => !timesSet.has(name)));
  const own = new Map<string, Own>();
  for (const { name, assignments, within, nesting, span } of commands) {
    if (nesting.length > 0 || !isOutermost(within)) continue;
    for (const { name: variable, value, lasting } of assignments) {
      const isPlain = (lasting || !name) && !value.dynamic && isOptions(value.text);
      if (isPlain && timesSet.get(variable) === 1 && !isConditional.test(textBefore(span.start)))
        own.set(variable, { value: value.text, from: span.end });
    }
  }
  return known.size + own.size > 0 ? { environment: known, own } : undefined;
}

/** Not the script of another shell, which does not see the variables of this one; but `RUN <<EOF` is this one's. */
function isOutermost(within: ShellPlace | undefined): boolean {
  if (!within) return true;
  if (within.how === 'script' || within.how === 'argument') return false;
  if (within.how === 'document' && within.command?.name) return false;
  return isOutermost(within.command?.within);
}

/** The words that a command gets for one that is nothing but a variable of options or, as its name, of a call. */
export function heldWords(word: SourceWord, isName: boolean, held: Held, { within }: Position): readonly SourceWord[] {
  const [, braced, bare] = (word.dynamic && /^\$(?:\{(\w+)\}|(\w+))$/.exec(word.text)) || [];
  const value = heldBy(braced ?? bare ?? '', word, held, within);
  if (value === undefined || !(isName ? isCall(value) : isOptions(value))) return [word];
  const texts = word.quoted ? [value] : value.trim().split(/\s+/);
  return texts.map(text => ({
    ...word,
    text,
    dynamic: false,
    isHeld: true,
    literal: () => placedText(text, word.span),
  }));
}

function heldBy(name: string, { span }: SourceWord, held: Held, within: ShellPlace | undefined): string | undefined {
  const own = held.own.get(name);
  if (own) return own.from <= span.start && isOutermost(within) ? own.value : undefined;
  return held.environment.get(name);
}
