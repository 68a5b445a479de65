import { extraComma, type Faults, missingColon, trailingComma, unexpected, unquoted } from './faults.ts';
import { closerOf, type OpenValue, OpenValues } from './openValues.ts';
import { insert, remove } from './repairs.ts';
import { type Token, Tokens } from './tokens.ts';
import type { JsonValue } from './tree.ts';

/** Deeper is refused by Go's encoding/json. */
const deepest = 10_000;

/** What no forgotten quotes explain: marks of a merge, operators, another encoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what UTF-16 looks like
const rubbish = /[<>=|;+\u0000]/;

/** Goes through the tokens once and decides of each what it is where it stands. */
export class Reader {
  readonly #values = new OpenValues();
  readonly #faults: Faults;
  readonly #tokens: Tokens;
  #ahead: Token | undefined;
  /** The end of the last token that belongs to the value. */
  #lastEnd = 0;

  constructor(text: string, faults: Faults) {
    this.#faults = faults;
    this.#tokens = new Tokens(text, fault => faults.say(fault));
  }

  read(): JsonValue | undefined {
    const values = this.#values;
    let token = this.#next();
    while (token.kind !== 'end') {
      const inner = values.innermost;
      if (!inner && values.root) {
        this.#readBehind(values.root, token);
        return values.root;
      }
      const isTaken = inner ? this.#step(inner, token) : this.#startRoot(token);
      if (!isTaken) continue;
      this.#lastEnd = token.span.end;
      token = this.#next();
    }
    this.#closeAll();
    if (!values.root) this.#faults.say({ code: 'empty', span: { start: 0, end: 0 } });
    return values.root;
  }

  #next(): Token {
    const token = this.#ahead ?? this.#tokens.next();
    this.#ahead = undefined;
    return token;
  }

  #peek(): Token {
    this.#ahead ??= this.#tokens.next();
    return this.#ahead;
  }

  #startRoot(token: Token): boolean {
    return this.#readValue(token) || this.#unexpected(token);
  }

  #readBehind(root: JsonValue, first: Token) {
    if (first.kind === ':' && root.type === 'string') {
      this.#faults.say({ code: 'stray-key', span: root.span, repair: insert(root.span.start, '{', false) });
      return;
    }
    let end = first.span.end;
    for (let token = first; token.kind !== 'end'; token = this.#next()) end = token.span.end;
    const span = { start: first.span.start, end };
    const code = /^[\]},:]$/.test(first.kind) ? 'unexpected' : 'second-value';
    this.#faults.say({ code, span, repair: remove(span, false) });
  }

  /** Whether the token was taken; if not, the same one is looked at again in the new state. */
  #step(open: OpenValue, token: Token): boolean {
    const isObject = open.node.type === 'object';
    if (token.kind === (isObject ? ']' : '}')) return this.#closeOther(open, token);
    switch (open.state) {
      case 'first':
      case 'next':
        return isObject ? this.#stepKey(open, token) : this.#stepItem(open, token);
      case 'colon':
        return this.#stepColon(open, token);
      case 'value':
        if (token.kind === ':') return this.#unexpected(token);
        if (this.#readValue(token)) return true;
        this.#missingValue(open);
        return false;
      case 'after':
        return this.#stepAfter(open, token);
    }
  }

  #stepKey(open: OpenValue, token: Token): boolean {
    switch (token.kind) {
      case '}':
        return this.#close(open, token.span.end);
      case ',':
        return this.#extraComma(token);
      case 'string':
        break;
      case 'word':
      case 'number':
        if (rubbish.test(token.value)) return this.#unexpected(token);
        this.#faults.say(unquoted(token));
        break;
      case '{':
      case '[':
        // Read like any other value, so that its brackets close, but kept nowhere.
        this.#unexpected(token);
        this.#open(token, token.kind);
        return true;
      default:
        return this.#unexpected(token);
    }
    open.key = { type: 'string', span: token.span, value: token.value };
    open.state = 'colon';
    return true;
  }

  #stepItem(open: OpenValue, token: Token): boolean {
    if (token.kind === ']') return this.#close(open, token.span.end);
    if (token.kind === ',') return this.#extraComma(token);
    return this.#readValue(token) || this.#unexpected(token);
  }

  #stepColon(open: OpenValue, token: Token): boolean {
    if (token.kind === '}' || token.kind === ',') {
      this.#missingValue(open);
      return false;
    }
    open.state = 'value';
    if (token.kind === ':') return true;
    const isOtherColon = token.kind === 'word' && /^(?:=>?|:=)$/.test(token.value);
    this.#faults.say(missingColon(open.key?.span ?? token.span, token, isOtherColon));
    return isOtherColon;
  }

  #stepAfter(open: OpenValue, token: Token): boolean {
    switch (token.kind) {
      case ',':
        open.state = 'next';
        open.comma = token.span;
        return true;
      case '}':
      case ']':
        return this.#close(open, token.span.end);
      case ':':
        return this.#strayKey(open) || this.#unexpected(token);
      default:
        if (token.kind === 'word' && !isLiteral(token.value)) return this.#unexpected(token);
        this.#faults.say({ code: 'missing-comma', span: token.span, repair: insert(this.#lastEnd, ',', false) });
        open.state = 'next';
        open.comma = undefined;
        return false;
    }
  }

  /** A colon behind a value: an array should have ended in front of it, or an object begun. */
  #strayKey({ node }: OpenValue): boolean {
    const key = node.type === 'array' ? node.items.at(-1) : node.members.at(-1)?.value;
    if (key?.type !== 'string') return false;
    const { holder } = this.#values;
    const previous = node.type === 'array' ? node.items.at(-2) : undefined;
    if (node.type !== 'array' || holder?.node.type !== 'object' || !previous) {
      this.#faults.say({ code: 'stray-key', span: key.span, repair: insert(key.span.start, '{', false) });
      return false;
    }
    this.#faults.say({ code: 'stray-key', span: key.span, repair: insert(previous.span.end, ']', false) });
    (node.items as JsonValue[]).pop();
    this.#values.close(previous.span.end);
    holder.key = key;
    holder.state = 'value';
    return true;
  }

  /** Takes the token as the beginning of a value, if it is one. */
  #readValue(token: Token): boolean {
    const { kind, span, value } = token;
    switch (kind) {
      case '{':
      case '[':
        this.#values.add(this.#open(token, kind));
        return true;
      case 'string':
        this.#values.add({ type: 'string', span, value });
        return true;
      case 'number':
        this.#values.add({ type: 'number', span, text: value });
        return true;
      case 'word':
        this.#values.add(this.#word(token));
        return true;
      default:
        return false;
    }
  }

  #word(token: Token): JsonValue {
    const { span, value } = token;
    if (isLiteral(value)) return { type: 'literal', span, value: value === 'null' ? null : value === 'true' };
    this.#faults.say(rubbish.test(value) ? unexpected(token) : unquoted(token));
    return /^\w+$/.test(value) ? { type: 'string', span, value } : { type: 'unknown', span };
  }

  #open({ span }: Token, bracket: '{' | '['): JsonValue {
    const value = this.#values.open(span, bracket === '{' ? 'object' : 'array');
    if (this.#values.depth > deepest) this.#faults.say({ code: 'too-deep', span });
    return value;
  }

  #close(open: OpenValue, end: number): true {
    if (open.state === 'next' && open.comma) this.#faults.say(trailingComma(open.comma));
    else if (open.state === 'colon' || open.state === 'value') this.#missingValue(open);
    this.#values.close(end);
    return true;
  }

  /** A bracket that does not fit: it closes an outer container, or nothing. */
  #closeOther(inner: OpenValue, token: Token): boolean {
    const wanted = token.kind === '}' ? 'object' : 'array';
    const closer = closerOf(inner);
    if (!this.#values.has(wanted)) return this.#unexpected(token);
    if (this.#peek().kind === closer && !this.#values.isOneTooMany(wanted)) return this.#unexpected(token);
    this.#sayUnclosed(inner, closer);
    this.#close(inner, this.#lastEnd);
    return false;
  }

  #closeAll() {
    const { innermost, closers } = this.#values;
    if (!innermost) return;
    this.#faults.takeBackAt(this.#lastEnd);
    this.#sayUnclosed(innermost, closers);
    for (let open = this.#values.innermost; open; open = this.#values.innermost) this.#close(open, this.#lastEnd);
  }

  #sayUnclosed({ node: { span } }: OpenValue, closers: string) {
    const bracket = { start: span.start, end: span.start + 1 };
    this.#faults.say({ code: 'unclosed', span: bracket, repair: insert(this.#lastEnd, closers, false) });
  }

  #missingValue({ key }: OpenValue) {
    const span = key?.span ?? { start: this.#lastEnd, end: this.#lastEnd };
    this.#faults.say({ code: 'missing-value', span });
    this.#values.add({ type: 'unknown', span: { start: span.end, end: span.end } });
  }

  #extraComma(token: Token): true {
    this.#faults.say(extraComma(token));
    return true;
  }

  #unexpected(token: Token): true {
    this.#faults.say(unexpected(token));
    return true;
  }
}

const isLiteral = (word: string): boolean => word === 'true' || word === 'false' || word === 'null';
