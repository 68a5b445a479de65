import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import { insert, remove, replace } from './repairs.ts';
import type { Token } from './tokens.ts';
import type { JsonFault, JsonFaultCode } from './tree.ts';

/** Enough for a person; a text with more is no JSON at all. */
const mostFaults = 200;

/** Behind these nobody knows what belongs to what: the first of them is the last fault that is said. */
const breaks: ReadonlySet<JsonFaultCode> = new Set([
  'unterminated-comment',
  'unterminated-string',
  'unclosed',
  'stray-key',
  'stray-quote',
  'unexpected',
  'second-value',
  'too-deep',
]);

/** What is wrong with a text, as far as it helps a person to hear it. */
export class Faults {
  readonly said: JsonFault[] = [];
  readonly #text: string;
  #isBroken = false;

  constructor(text: string) {
    this.#text = text;
  }

  say(fault: JsonFault): void {
    if (this.#isBroken) return;
    this.#isBroken = breaks.has(fault.code);
    const isConsequence = this.#isBroken && this.#isBehindGap(fault);
    if (this.said.length < mostFaults && !isConsequence) this.said.push(fault);
  }

  /** What ends where the text ends is still being typed. */
  takeBackAt(end: number): void {
    while (!this.#isBroken && this.said.at(-1)?.span.end === end) this.said.pop();
  }

  /** Something is missing right in front of it, which is said. */
  #isBehindGap({ span }: JsonFault): boolean {
    const last = this.said.at(-1);
    return last?.code.startsWith('missing-') === true && !this.#text.slice(last.span.end, span.start).includes('\n');
  }
}

export const unexpected = ({ span }: Token): JsonFault => ({
  code: 'unexpected',
  span,
  repair: remove(span, false),
});

export const extraComma = ({ span }: Token): JsonFault => ({
  code: 'extra-comma',
  span,
  repair: remove(span, false),
});

export const trailingComma = (comma: Span): JsonFault => ({
  code: 'trailing-comma',
  span: comma,
  repair: remove(comma, true),
});

/** Behind a key, where the token stands; another language's colon is replaced. */
export function missingColon(key: Span, token: Token, isOtherColon: boolean): JsonFault {
  const repair = isOtherColon ? replace(token.span, ':', false) : insert(key.end, ':', false);
  return { code: 'missing-colon', span: key, repair };
}

/** A word without quotes: a string, or what another language calls `true` or `null`. */
export function unquoted({ span, value }: Token): JsonFault {
  const text = lookUp(literals, value.toLowerCase()) ?? JSON.stringify(value);
  const isNoNumber = /^-?(?:nan|inf(?:inity)?)$/i.test(value);
  return { code: 'unquoted', span, repair: isNoNumber ? undefined : replace(span, text, false) };
}

const literals: Readonly<Record<string, string>> = {
  true: 'true',
  false: 'false',
  null: 'null',
  none: 'null',
  nil: 'null',
  undefined: 'null',
};
