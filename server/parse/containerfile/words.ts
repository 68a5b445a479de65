import type { Escape } from './logicalLine.ts';

/** A stretch of a logical line. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const blank = /\s/;
const isBlank = (character: string | undefined): boolean => character !== undefined && blank.test(character);

/** Words between blanks; quotes mean nothing here: how FROM, COPY, EXPOSE and VOLUME are split. */
export function* plainWords(text: string, from: number, to = text.length): Generator<Stretch> {
  const pattern = /\S+/g;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match && match.index < to; match = pattern.exec(text)) {
    yield { start: match.index, end: Math.min(pattern.lastIndex, to) };
  }
}

/** Words as the shell and ENV see them: quotes and the escape character keep blanks together. */
export function* quotedWords(text: string, from: number, escapedBy: Escape): Generator<Stretch> {
  let at = from;
  while (at < text.length) {
    if (isBlank(text[at])) {
      at++;
      continue;
    }
    const start = at;
    at = endOfWord(text, at, escapedBy);
    yield { start, end: at };
  }
}

/** Behind the word that starts at `from`; an open quote reaches to the end. */
function endOfWord(text: string, from: number, escapedBy: Escape): number {
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === escapedBy && quote !== "'") at++;
    else if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isBlank(character)) return at;
  }
  return Math.min(at, text.length);
}

/** The text without its quotes and backslashes; variables stay as they are written. */
export function unquote(text: string): string {
  if (!/["'\\]/.test(text)) return text;
  let result = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") {
      const next = text[at + 1] ?? '';
      // Between double quotes a backslash escapes only what would mean something.
      if (quote && next !== '"' && next !== '$' && next !== '\\') result += character;
      else {
        result += next;
        at++;
      }
    } else if (quote) {
      if (character === quote) quote = '';
      else result += character;
    } else if (character === '"' || character === "'") quote = character;
    else result += character;
  }
  return result;
}
