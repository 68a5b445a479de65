import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Span } from '../../core/span.ts';
import { removeComment } from './edits.ts';
import { endBehindLineBreak, isClosed, lineBreakFault, stringFault, unterminated } from './strings.ts';
import type { JsonFault } from './tree.ts';

type Punctuation = '{' | '}' | '[' | ']' | ':' | ',';

/** A word is whatever is no string, number or punctuation: `true`, a forgotten pair of quotes, rubbish. */
export interface Token {
  readonly kind: Punctuation | 'string' | 'number' | 'word' | 'end';
  readonly span: Span;
  /** A string's value without quotes and escapes; of everything else the text. */
  readonly value: string;
}

/** Looks like a blank, but is none to JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tab and form feed are among them
const invisible = /[\u000b\u000c\u0085\u00a0\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/y;
const word = /(?:[^\s{}[\]":,/\u0085\u200b-\u200f\u2060\ufeff]|\/(?![/*]))+/y;
const moreWords = /[ \t]+(?:[^\s{}[\]":,/'#\u0085\u200b-\u200f\u2060\ufeff]|\/(?![/*]))+/y;
const restOfLine = /[^\r\n]*/y;

/** Of other languages, where JSON has a colon or a comma. */
const operator = /^[=:+;&|>]+$/;

/** What people and word processors use for quotes. */
const otherQuotes = /'(?:[^'\\\r\n]|\\.)*'|‘[^’\r\n]*’|[“”„][^“”"\r\n]*[“”]/y;

/** jsonc-parser's scanner, told what else people write into JSON. What is no JSON is said to `onFault`. */
export class Tokens {
  readonly #text: string;
  readonly #scanner: JSONScanner;
  readonly #onFault: (fault: JsonFault) => void;
  /** Behind the last string. */
  #lastQuote = -1;

  constructor(text: string, onFault: (fault: JsonFault) => void) {
    this.#text = text;
    this.#scanner = createScanner(text, false);
    this.#onFault = onFault;
  }

  next(): Token {
    for (;;) {
      const start = this.#scanner.getPosition();
      const first = this.#text[start];
      if (first === undefined) return { kind: 'end', span: { start, end: start }, value: '' };
      if (isPunctuation(first)) {
        this.#scanner.setPosition(start + 1);
        return { kind: first, span: { start, end: start + 1 }, value: first };
      }
      if (first === '"') {
        const isStray = this.#lastQuote === start;
        const string = this.#plainString(start) ?? this.#string(this.#scan());
        return isStray ? this.#stray(string) : string;
      }
      if (isBlank(first)) this.#scanner.setPosition(behindBlanks(this.#text, start));
      else if (first === '#') this.#hashComment(start);
      else if (this.#text.startsWith('//', start)) this.#comment(this.#scan(), true);
      else if (this.#text.startsWith('/*', start)) this.#blockComment(this.#scan());
      else if (!this.#skipInvisible(start)) return this.#wordOrNumber(start);
    }
  }

  /** The scanner's next token. Words are not its business: it looks at the rest of the text for each. */
  #scan(): Span {
    const start = this.#scanner.getPosition();
    this.#scanner.scan();
    // Behind an open comment the scanner stands behind the text.
    return { start, end: Math.min(this.#scanner.getPosition(), this.#text.length) };
  }

  #skipInvisible(start: number): boolean {
    const found = this.#match(invisible, start);
    if (!found) return false;
    this.#scanner.setPosition(found.end);
    const isMark = start === 0 && this.#text.startsWith('\ufeff');
    this.#onFault({
      code: isMark ? 'byte-order-mark' : 'invisible-character',
      span: found,
      repair: { edits: [{ span: found, text: isMark ? '' : ' ' }], safe: true },
    });
    return true;
  }

  #blockComment(span: Span) {
    this.#comment(span, span.end - span.start >= 4 && this.#text.startsWith('*/', span.end - 2));
  }

  #comment(span: Span, isClosed: boolean) {
    const repair = isClosed ? { edits: [removeComment(this.#text, span)], safe: true } : undefined;
    this.#onFault({ code: isClosed ? 'comment' : 'unterminated-comment', span, repair });
  }

  #hashComment(start: number) {
    const span = this.#match(restOfLine, start) ?? { start, end: start + 1 };
    this.#scanner.setPosition(span.end);
    this.#comment(span, true);
  }

  /** A string without escapes and faults, which are the scanner's business. */
  #plainString(start: number): Token | undefined {
    const text = this.#text;
    for (let i = start + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === quote) {
        this.#scanner.setPosition(i + 1);
        this.#lastQuote = i + 1;
        return { kind: 'string', span: { start, end: i + 1 }, value: text.slice(start + 1, i) };
      }
      if (code === backslash || code < blank) return undefined;
    }
    return undefined;
  }

  #string(span: Span): Token {
    const value = this.#scanner.getTokenValue();
    if (!isClosed(this.#text, span)) return this.#openString(span, value);
    this.#lastQuote = span.end;
    if (this.#scanner.getTokenError() !== 0) this.#onFault(stringFault(this.#text, span));
    return { kind: 'string', span, value };
  }

  #openString(line: Span, value: string): Token {
    const end = endBehindLineBreak(this.#text, line.end);
    if (end === undefined) {
      const fault = unterminated(this.#text, line);
      this.#onFault(fault);
      // A forgotten quote: the comma at the end of the line belongs to the list, not to the string.
      this.#scanner.setPosition(fault.span.end);
      return { kind: 'string', span: fault.span, value };
    }
    const span = { start: line.start, end };
    this.#onFault(lineBreakFault(this.#text, span, line.end));
    this.#scanner.setPosition(end);
    this.#lastQuote = end;
    return { kind: 'string', span, value: this.#text.slice(span.start + 1, end - 1) };
  }

  /** A quote is missing, or one is too many. */
  #stray(token: Token): Token {
    this.#onFault({ code: 'stray-quote', span: token.span });
    return token;
  }

  #wordOrNumber(start: number): Token {
    const quoted = this.#match(otherQuotes, start);
    if (quoted) return this.#otherString(quoted);
    const one = this.#match(word, start) ?? { start, end: start + 1 };
    const raw = this.#text.slice(start, one.end);
    if (/^[-+.]*\d/.test(raw)) {
      this.#scanner.setPosition(one.end);
      return this.#apart({ kind: 'number', span: one, value: this.#number(raw, one) });
    }
    // Words in a row are one fault.
    let { end } = one;
    for (let more = !operator.test(raw) && this.#match(moreWords, end); more; more = this.#match(moreWords, end))
      end = more.end;
    this.#scanner.setPosition(end);
    return this.#apart({ kind: 'word', span: { start, end }, value: this.#text.slice(start, end) });
  }

  #number(raw: string, span: Span): string {
    if (isNumber.test(raw)) return raw;
    const fault = numberFault(raw, span);
    this.#onFault(fault);
    return fault.repair?.edits[0]?.text ?? raw;
  }

  /** Between this and a string something must stand, if only a blank. */
  #apart(token: Token): Token {
    const { value, span } = token;
    const isBeside = this.#lastQuote === span.start || this.#text[span.end] === '"';
    return isBeside && !operator.test(value) ? this.#stray(token) : token;
  }

  /** A string in other quotes than JSON's. */
  #otherString(span: Span): Token {
    this.#scanner.setPosition(span.end);
    const inside = this.#text.slice(span.start + 1, span.end - 1);
    const value = inside.replace(/\\'/g, "'");
    const text = `"${value.replace(/\\.|"/g, found => (found === '"' ? '\\"' : found))}"`;
    this.#onFault({ code: 'other-quotes', span, repair: { edits: [{ span, text }], safe: true } });
    return { kind: 'string', span, value };
  }

  #match(pattern: RegExp, at: number): Span | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.#text) ? { start: at, end: pattern.lastIndex } : undefined;
  }
}

const [quote, backslash, blank] = [0x22, 0x5c, 0x20];

const isBlank = (character: string): boolean =>
  character === ' ' || character === '\n' || character === '\t' || character === '\r';

function behindBlanks(text: string, start: number): number {
  let end = start;
  while (isBlank(text[end] ?? '')) end++;
  return end;
}

function isPunctuation(character: string): character is Punctuation {
  switch (character) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ':':
    case ',':
      return true;
    default:
      return false;
  }
}

const isNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

function numberFault(raw: string, span: Span): JsonFault {
  const text = /^0[xX][0-9a-fA-F]+$|^0[oO][0-7]+$|^0[bB][01]+$/.test(raw) ? BigInt(raw).toString() : undefined;
  return { code: 'bad-number', span, repair: text ? { edits: [{ span, text }], safe: true } : undefined };
}
