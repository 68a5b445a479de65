import type { Span } from '../../core/span.ts';
import type { ShellWord } from './model.ts';

/** How a program reads its options. */
export interface OptionForm {
  /** Letters of the short options that take a value: the rest of the word, or the next word. */
  readonly valued?: string;
  /** Long options, with their dashes, that take the next word as their value unless there is a `=`. */
  readonly valuedLong?: readonly string[];
  /** One dash starts a long option (`-source`, `-Dname=value`); otherwise short ones are written in one word. */
  readonly singleDash?: boolean;
  /** What stands behind the first operand belongs to somebody else: `podman run image -k`. */
  readonly operandsEnd?: boolean;
}

/** An option found among a command's arguments. */
export interface ShellOption {
  /** With its dashes: `-k`, `--insecure`. */
  readonly name: string;
  readonly value: string | undefined;
  /** The option with its value; of several short ones in a word, the letter alone. */
  readonly at: Span;
  /** The words that it is written in. */
  readonly words: readonly ShellWord[];
  /** It shares its word with other options: without it, `-` and these are left. */
  readonly clustered: boolean;
  /** Which character of its word it starts with. */
  readonly index: number;
}

/** The options among a command's arguments, up to `--`. A word that is not known is none. */
export function optionsOf(args: readonly ShellWord[], form: OptionForm = {}): ShellOption[] {
  const options: ShellOption[] = [];
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (!word || word.text === '--') break;
    if (!/^-./.test(word.text)) {
      if (form.operandsEnd) break;
      continue;
    }
    const found = isLong(word, form) ? [longOption(word, args[at + 1], form)] : shortOptions(word, args[at + 1], form);
    options.push(...found);
    if ((found.at(-1)?.words.length ?? 1) > 1) at++;
  }
  return options;
}

const isLong = (word: ShellWord, form: OptionForm): boolean => word.text.startsWith('--') || form.singleDash === true;

function longOption(word: ShellWord, next: ShellWord | undefined, form: OptionForm): ShellOption {
  const equals = word.text.indexOf('=');
  const name = equals < 0 ? word.text : word.text.slice(0, equals);
  const follows = equals < 0 && form.valuedLong?.includes(name) ? next : undefined;
  const value = equals < 0 ? follows?.text : word.text.slice(equals + 1);
  return whole(name, value, word, follows);
}

const whole = (name: string, value: string | undefined, word: ShellWord, next: ShellWord | undefined): ShellOption => ({
  name,
  value,
  at: { start: word.span.start, end: (next ?? word).span.end },
  words: next ? [word, next] : [word],
  clustered: false,
  index: 0,
});

function shortOptions(word: ShellWord, next: ShellWord | undefined, form: OptionForm): ShellOption[] {
  const options: ShellOption[] = [];
  const { text, span } = word;
  for (let i = 1; i < text.length; i++) {
    const name = `-${text[i]}`;
    const valued = form.valued?.includes(text[i] ?? '') === true;
    const rest = text.slice(i + 1);
    const follows = valued && rest === '' ? next : undefined;
    const value = valued ? rest || follows?.text : undefined;
    if (i === 1 && (valued || rest === '')) return [whole(name, value, word, follows)];
    const isPlain = !word.isHeld && span.end - span.start === text.length;
    const from = isPlain ? span.start + i : span.start;
    const to = (follows ?? word).span.end;
    options.push({
      name,
      value,
      at: { start: from, end: valued || !isPlain ? to : from + 1 },
      words: follows ? [word, follows] : [word],
      clustered: true,
      index: i,
    });
    if (valued) break;
  }
  return options;
}

const continuation = String.raw`[\\\x60][ \t]*\r?\n`;
const spaceBefore = new RegExp(`(?:[ \\t]|${continuation})+$`);
const commentsBefore = new RegExp(String.raw`(?:[ \t]|${continuation}|(?<=\n)[ \t]*#[^\n]*\n)+$`);
const lineEnd = new RegExp(`^[ \\t]*${continuation}`);

/**
 * What to delete so that a piece of a command is gone, with the space in front of it. Under a comment it is the whole
 * line; but the last piece takes the comment along, since no line may be left that ends nowhere. `text` is what spans
 * count in.
 */
export function removal(text: string, at: Span): Span {
  const front = text.slice(Math.max(0, at.start - 2000), at.start);
  const back = text.slice(at.end, at.end + 500);
  const before = spaceBefore.exec(front)?.[0].length ?? 0;
  const startsLine = front[front.length - before - 1] === '\n';
  if (before > 0 && !startsLine) return { start: at.start - before, end: at.end };
  const behind = startsLine ? lineEnd.exec(back)?.[0].length : undefined;
  if (behind !== undefined) return { start: at.start - before, end: at.end + behind };
  const comments = startsLine && /^[ \t]*(?:\r?\n|$)/.test(back) ? commentsBefore.exec(front)?.[0] : undefined;
  if (comments?.includes('#') && new RegExp(continuation).test(comments)) {
    return { start: at.start - comments.length, end: at.end };
  }
  return { start: at.start, end: at.end + (/^[ \t]+/.exec(back)?.[0].length ?? 0) };
}

/** What to delete so that an option is gone: the letter of `-fsSLk`, or the words with the space in front. */
export function optionRemoval(text: string, option: ShellOption): Span | undefined {
  const [word, next] = option.words;
  if (!option.clustered) return removal(text, option.at);
  if (!word || next || option.value !== undefined) return undefined;
  // Its quotes, if it has any, stand around the whole word.
  const inQuotes = text.slice(word.span.start, word.span.end).indexOf(word.text);
  const start = word.span.start + inQuotes + option.index;
  return inQuotes < 0 ? undefined : { start, end: start + 1 };
}
