import type { Span } from '../../core/span.ts';
import { execForm } from './execForm.ts';
import { type LogicalLine, physicalLine } from './logicalLine.ts';
import { endOfWord, isBlank, type Stretch, unquote } from './words.ts';

/** A `<<EOF` in a logical line. */
export interface HeredocWord extends Stretch {
  readonly delimiter: string;
  /** `<<-`: tabs in front of the lines are taken away. */
  readonly stripsTabs: boolean;
  /** Variables are expanded: no part of the delimiter is quoted. */
  readonly expands: boolean;
}

/** A heredoc word together with what follows the line. */
export interface HeredocBody extends HeredocWord {
  /** Lines with their line breaks, without the terminator. */
  readonly body: Span;
  readonly terminated: boolean;
}

const heredocKeyword = /^\s*(?:onbuild\s+)*(?:run|copy|add)\s/i;
const commandStart = /^\s*(?:onbuild\s+)*\S+\s+(?:--\S+\s+)*/i;
/** `<<3))`, `<<EOF;`: a shift or a half-typed redirection, which must not swallow the file. */
const operator = /[()<>;|&]/;
const heredocWord = /^\d*<<(-?)([^<]+)$/s;

/**
 * The heredocs of a line, by BuildKit's and imagebuilder's rule: a whole word, outside quotes, `3<<EOF` and `<<-"EOF"`
 * too; never `<<<`, nor in the exec form. A shift in an arithmetic expansion is none either.
 */
export function heredocWords(text: string): HeredocWord[] {
  if (!text.includes('<<') || !heredocKeyword.test(text)) return [];
  if (execForm(text, commandStart.exec(text)?.[0].length ?? 0)) return [];
  const found: HeredocWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at++;
      continue;
    }
    const start = at;
    at = endOfWord(text, at, '\\');
    const word = text.slice(start, at);
    const arithmetic = word.indexOf('$((');
    if (arithmetic >= 0 && !word.includes('))', arithmetic)) {
      at = afterArithmetic(text, at);
      continue;
    }
    const [, dash, rest] = heredocWord.exec(word) ?? [];
    const delimiter = rest === undefined ? '' : unquote(rest, '\\');
    if (delimiter && !operator.test(delimiter))
      found.push({ start, end: at, delimiter, stripsTabs: dash === '-', expands: rest === delimiter });
  }
  return found;
}

/** Where the words of a `$(( ... ))` end; an open one hides nothing. */
function afterArithmetic(text: string, from: number): number {
  const close = text.indexOf('))', from);
  return close < 0 ? from : close + 2;
}

/** Reads the bodies that follow `line`, one after the other. */
export function readHeredocs(
  source: string,
  line: LogicalLine,
): { heredocs: HeredocBody[]; end: number; next: number } {
  let { end, next } = line;
  const heredocs: HeredocBody[] = [];
  for (const word of heredocWords(line.text)) {
    const found = readBody(source, next, word);
    heredocs.push({ ...word, body: found.body, terminated: found.terminated });
    ({ end, next } = found);
  }
  return { heredocs, end, next };
}

function readBody(source: string, start: number, { delimiter, stripsTabs }: HeredocWord) {
  let at = start;
  while (at < source.length) {
    const line = physicalLine(source, at);
    const first = stripsTabs ? skipTabs(source, at) : at;
    if (line.end - first === delimiter.length && source.startsWith(delimiter, first))
      return { body: { start, end: at }, terminated: true, end: line.end, next: line.next };
    at = line.next;
  }
  return { body: { start, end: source.length }, terminated: false, end: source.length, next: source.length };
}

function skipTabs(source: string, from: number): number {
  let at = from;
  while (source[at] === '\t') at++;
  return at;
}
