import type { TomlFault, TomlFaultCode } from './tree.ts';

/** A statement that is no TOML. */
interface Broken {
  /** The start of its first line. */
  readonly start: number;
  /** Behind its last line: where the next statement may begin. */
  readonly end: number;
  readonly fault: TomlFault;
}

/** toml-eslint-parser tells its faults apart by their words only. */
const codes: readonly (readonly [RegExp, TomlFaultCode])[] = [
  [/^Defining a key/, 'duplicate-key'],
  [/^Unterminated|^Three or more quotes/, 'unclosed'],
  [/^Unspecified values/, 'missing-value'],
  [/^Expected equal/, 'missing-equals'],
  [/^The key, equals sign, and value/, 'missing-value'],
  [/^Must be a newline/, 'second-statement'],
  [/escape sequence/, 'bad-escape'],
  [/^Control characters|within comments|^Invalid code point/, 'control-character'],
  [/^Underscores|^Leading zeros|invalid date|invalid time/, 'bad-number'],
  [/^Empty bare keys|^Consecutive dots|^Keys cannot/, 'bad-key'],
];

const header = /^[ \t]*\[\[?[ \t]*[\w"'].*\]/;
const start = /^[ \t]*(?:\[|[\w"'.-]+[ \t]*=|[\w.-]+[ \t]*:[ \t]|#|$)/;

/** The statement in which a parser stumbled at an offset, and what is wrong with it. */
export function brokenStatement(text: string, at: number, message: string): Broken {
  let code = codes.find(([pattern]) => pattern.test(message))?.[1] ?? 'unexpected';
  if (/=[ \t]*\r?\n\s*$/.test(text.slice(Math.max(0, at - 200), at))) code = 'missing-value';
  // The parser saw only on the next line that something is missing.
  const isMissing = code === 'missing-value' || code === 'missing-equals';
  const place = isMissing ? text.slice(0, at).trimEnd().length : at;
  let first = lineStart(text, place);
  while (first > 0 && code !== 'missing-equals' && !start.test(lineAt(text, first))) first = lineStart(text, first - 1);
  while (first > 0 && lineAt(text, first).trim() === '') first = lineStart(text, first - 1);
  const line = lineAt(text, first);
  if (code === 'missing-value' && !line.includes('=')) code = 'missing-equals';
  if (isMissing && /^\s*\[|[[{,]\s*$/.test(line)) code = 'unclosed';
  return { start: first, end: endOf(text, first, place), fault: faultIn(text, first, at, code) };
}

/** The text with blanks instead of a statement, so that everything else keeps its place. */
export const blankOut = (text: string, { start, end }: Pick<Broken, 'start' | 'end'>): string =>
  text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);

/** Behind the line of the mistake and what else seems to belong to it; behind the whole table if that is nameless. */
function endOf(text: string, first: number, at: number): number {
  const isTable = /^\s*\[/.test(lineAt(text, first));
  const next = isTable ? header : start;
  let end = nextLine(text, Math.max(first, lineStart(text, at)));
  while (end < text.length && !next.test(lineAt(text, end))) end = nextLine(text, end);
  return end;
}

function faultIn(text: string, first: number, at: number, code: TomlFaultCode): TomlFault {
  const line = lineAt(text, first);
  const value = /^[ \t]*[\w"'.-]+[ \t]*=[ \t]*/.exec(line);
  const word = value && /^[A-Za-z_][^\s#,"'[\]{}=]*(?=\s*(?:#|$))/.exec(line.slice(value[0].length));
  if (value && word && !/^(?:true|false|inf|nan)$/.test(word[0]) && code !== 'duplicate-key') {
    const from = first + value[0].length;
    const repair = /^(?:true|false)$/i.test(word[0]) ? word[0].toLowerCase() : `"${word[0]}"`;
    return { code: 'bare-word', span: { start: from, end: from + word[0].length }, repair };
  }
  const colon = /^[ \t]*([\w-]+)([ \t]*:)[ \t]+\S/.exec(line);
  if (colon?.[2] && (code === 'missing-equals' || code === 'unexpected')) {
    const from = first + colon[0].indexOf(colon[2], line.search(/\S/));
    return { code: 'missing-equals', span: { start: from, end: from + colon[2].length }, repair: ' =' };
  }
  const isWhole = code === 'unclosed' || code === 'missing-value' || code === 'missing-equals';
  const span = isWhole ? undefined : wordAt(text, at);
  const [{ length: indent } = ''] = /^\s*/.exec(line) ?? [];
  return { code, span: span ?? { start: first + indent, end: first + Math.max(indent, line.trimEnd().length) } };
}

/** A key, or whatever else stands there without a blank. */
function wordAt(text: string, at: number): TomlFault['span'] | undefined {
  const found = /^(?:"[^"\n]*"|'[^'\n]*'|[\w-]+|[^\s\w]+)/.exec(text.slice(at, at + 200));
  return found ? { start: at, end: at + found[0].length } : undefined;
}

const lineStart = (text: string, at: number): number => (at > 0 ? text.lastIndexOf('\n', at - 1) + 1 : 0);

function lineAt(text: string, from: number): string {
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
