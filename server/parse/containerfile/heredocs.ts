import type { Span } from '../../core/span.ts';
import { execForm } from './execForm.ts';
import { type LogicalLine, physicalLine } from './logicalLine.ts';
import { quotedWords, type Stretch, unquote } from './words.ts';

/** A `<<EOF` in a logical line. */
interface HeredocWord extends Stretch {
  readonly delimiter: string;
  /** `<<-`: tabs in front of the lines are taken away. */
  readonly stripsTabs: boolean;
  /** Variables are expanded: no part of the delimiter is quoted. */
  readonly expands: boolean;
  /**
   * Nobody means a heredoc with `$((1 <<3))` or `(cat <<EOF)`, but Podman reads one whose delimiter is `3))` or
   * `EOF)`, and refuses the file. It gets no body here: it must not swallow what follows.
   */
  readonly isMistaken: boolean;
}

/** A heredoc word together with what follows the line. */
export interface HeredocBody extends HeredocWord {
  /** Lines with their line breaks, without the terminator. */
  readonly body: Span;
  readonly terminated: boolean;
}

const heredocKeyword = /^\s*(?:onbuild\s+)*(?:run|copy|add)\s/i;
const commandStart = /^\s*(?:onbuild\s+)*\S+\s+(?:--\S+\s+)*/i;
const heredocWord = /^\d*<<(-?)\s*([^<]*)$/s;
const operator = /[()<>;|&]/;

/**
 * The heredocs of a line, by Podman's rule: whole words, outside quotes, `3<<EOF`, `<<-"EOF"` and `<< EOF` too (but
 * not `<<- EOF`); never `<<<`, nor in the exec form.
 */
function heredocWords(text: string): HeredocWord[] {
  if (!text.includes('<<') || !heredocKeyword.test(text)) return [];
  if (execForm(text, commandStart.exec(text)?.[0].length ?? 0)) return [];
  const found: HeredocWord[] = [];
  let arithmetic = false;
  for (const { start, end } of wordsWithOperator(text)) {
    const word = text.slice(start, end);
    if (word.includes('$((')) arithmetic = true;
    const [, dash, rest] = heredocWord.exec(word) ?? [];
    const delimiter = rest === undefined ? '' : unquote(rest);
    const isMistaken = arithmetic || operator.test(delimiter);
    const expands = rest === delimiter;
    if (delimiter) found.push({ start, end, delimiter, stripsTabs: dash === '-', expands, isMistaken });
    if (word.includes('))')) arithmetic = false;
  }
  return found;
}

/** Words in which a lone `<<` takes the next one along. */
function* wordsWithOperator(text: string): Generator<Stretch> {
  let operatorAt = -1;
  for (const { start, end } of quotedWords(text, 0, '\\')) {
    const isOperator = /^\d*<<$/.test(text.slice(start, Math.min(end, start + 20)));
    if (operatorAt >= 0) yield { start: operatorAt, end };
    else if (!isOperator) yield { start, end };
    operatorAt = operatorAt < 0 && isOperator ? start : -1;
  }
}

/** Reads the bodies that follow `line`, one after the other. */
export function readHeredocs(
  source: string,
  line: LogicalLine,
): { heredocs: HeredocBody[]; mistaken: HeredocWord[]; end: number; next: number } {
  let { end, next } = line;
  const heredocs: HeredocBody[] = [];
  const words = heredocWords(line.text);
  for (const word of words.filter(({ isMistaken }) => !isMistaken)) {
    const found = readBody(source, next, word);
    heredocs.push({ ...word, body: found.body, terminated: found.terminated });
    ({ end, next } = found);
  }
  return { heredocs, mistaken: words.filter(({ isMistaken }) => isMistaken), end, next };
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
