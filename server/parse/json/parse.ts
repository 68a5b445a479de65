import { byPlace, type Span } from '../../core/span.ts';
import { withoutConsequences } from './oneMistake.ts';
import { insert, remove, replace } from './repairs.ts';
import { type Token, Tokens } from './tokens.ts';
import type {
  JsonArray,
  JsonFault,
  JsonFaultCode,
  JsonFile,
  JsonMember,
  JsonObject,
  JsonString,
  JsonValue,
} from './tree.ts';

/** Deeper is refused by Go's encoding/json. */
const deepest = 10_000;

/** Enough for a person; a text with more is no JSON at all. */
const mostFaults = 200;

/** Reads any text as JSON, as far as it goes. Never throws, and does not care how deep values are nested. */
export function parseJson(text: string): JsonFile {
  const reader = new Reader(text);
  const root = reader.read();
  const isTemplate = template.test(text);
  const all = reader.faults.sort(byPlace);
  const faults = isTemplate ? [] : withoutConsequences(text, all);
  const isWhole = !isTemplate && faults.every(({ repair }) => repair?.safe);
  return { text, root, faults, isTemplate, isWhole };
}

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

/** What no forgotten quotes explain: marks of a merge, operators, another encoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what UTF-16 looks like
const rubbish = /[<>=|;+\u0000]/;

/** `{{ value }}` or `{% if %}` */
const template = /\{\{[^{}\n]+\}\}|\{%/;

type Building<T extends { span: Span }> = Omit<T, 'span'> & { span: { start: number; end: number } };

/** An object or array that is not closed yet, and what may come next in it. */
interface Open {
  readonly node: Building<JsonObject> | Building<JsonArray>;
  state: 'first' | 'next' | 'colon' | 'value' | 'after';
  key: JsonString | undefined;
  comma: Span | undefined;
}

class Reader {
  readonly faults: JsonFault[] = [];
  readonly #open: Open[] = [];
  /** How many of the open ones are objects, and how many arrays. */
  readonly #count = { object: 0, array: 0 };
  readonly #text: string;
  readonly #tokens: Tokens;
  #ahead: Token | undefined;
  #root: JsonValue | undefined;
  /** The end of the last token that belongs to the value. */
  #lastEnd = 0;
  #isBroken = false;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = new Tokens(text, fault => this.#say(fault));
  }

  read(): JsonValue | undefined {
    let token = this.#next();
    while (token.kind !== 'end') {
      const inner = this.#open.at(-1);
      if (!inner && this.#root) {
        this.#readBehindRoot(token);
        return this.#root;
      }
      const taken = inner ? this.#step(inner, token) : this.#startRoot(token);
      if (!taken) continue;
      this.#lastEnd = token.span.end;
      token = this.#next();
    }
    this.#closeAll();
    if (!this.#root) this.#say({ code: 'empty', span: { start: 0, end: 0 } });
    return this.#root;
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
    if (!this.#readValue(token)) this.#unexpected(token);
    return true;
  }

  #readBehindRoot(first: Token) {
    if (first.kind === ':' && this.#root?.type === 'string') {
      this.#say({ code: 'stray-key', span: this.#root.span, repair: insert(this.#root.span.start, '{', false) });
      return;
    }
    let end = first.span.end;
    for (let token = first; token.kind !== 'end'; token = this.#next()) end = token.span.end;
    const span = { start: first.span.start, end };
    const code = /^[\]},:]$/.test(first.kind) ? 'unexpected' : 'second-value';
    this.#say({ code, span, repair: remove(span, false) });
  }

  /** Whether the token was taken; if not, the same one is looked at again in the new state. */
  #step(open: Open, token: Token): boolean {
    const isObject = open.node.type === 'object';
    if (token.kind === (isObject ? ']' : '}')) return this.#closeOther(token);
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

  #stepKey(open: Open, token: Token): boolean {
    switch (token.kind) {
      case '}':
        return this.#close(open, token.span.end);
      case ',':
        return this.#extraComma(token);
      case 'string':
        open.key = { type: 'string', span: token.span, value: token.value };
        break;
      case 'word':
      case 'number':
        if (rubbish.test(token.value)) return this.#unexpected(token);
        this.#unquoted(token);
        open.key = { type: 'string', span: token.span, value: token.value };
        break;
      case '{':
      case '[':
        // Read like any other value, so that its brackets close, but kept nowhere.
        this.#unexpected(token);
        this.#push(token, token.kind);
        return true;
      default:
        return this.#unexpected(token);
    }
    open.state = 'colon';
    return true;
  }

  #stepItem(open: Open, token: Token): boolean {
    if (token.kind === ']') return this.#close(open, token.span.end);
    if (token.kind === ',') return this.#extraComma(token);
    return this.#readValue(token) || this.#unexpected(token);
  }

  #stepColon(open: Open, token: Token): boolean {
    if (token.kind === '}' || token.kind === ',') {
      this.#missingValue(open);
      return false;
    }
    open.state = 'value';
    if (token.kind === ':') return true;
    const span = open.key?.span ?? token.span;
    const isOther = token.kind === 'word' && /^(?:=>?|:=)$/.test(token.value);
    const repair = isOther ? replace(token.span, ':', false) : insert(span.end, ':', false);
    this.#say({ code: 'missing-colon', span, repair });
    return isOther;
  }

  #stepAfter(open: Open, token: Token): boolean {
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
        this.#say({ code: 'missing-comma', span: token.span, repair: insert(this.#lastEnd, ',', false) });
        open.state = 'next';
        open.comma = undefined;
        return false;
    }
  }

  /** A colon behind a value: an array should have ended in front of it, or an object begun. */
  #strayKey({ node }: Open): boolean {
    const key = node.type === 'array' ? node.items.at(-1) : node.members.at(-1)?.value;
    if (key?.type !== 'string') return false;
    const holder = this.#open.at(-2);
    const previous = node.type === 'array' ? node.items.at(-2) : undefined;
    if (node.type !== 'array' || holder?.node.type !== 'object' || !previous) {
      this.#say({ code: 'stray-key', span: key.span, repair: insert(key.span.start, '{', false) });
      return false;
    }
    this.#say({ code: 'stray-key', span: key.span, repair: insert(previous.span.end, ']', false) });
    (node.items as JsonValue[]).pop();
    this.#close({ node, state: 'after', key: undefined, comma: undefined }, previous.span.end);
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
        this.#add(this.#push(token, kind));
        return true;
      case 'string':
        this.#add({ type: 'string', span, value });
        return true;
      case 'number':
        this.#add({ type: 'number', span, text: value });
        return true;
      case 'word':
        this.#add(this.#word(token));
        return true;
      default:
        return false;
    }
  }

  #word(token: Token): JsonValue {
    const { span, value } = token;
    if (isLiteral(value) && value !== 'null') return { type: 'literal', span, value: value === 'true' };
    if (value === 'null') return { type: 'literal', span, value: null };
    if (rubbish.test(value)) this.#unexpected(token);
    else this.#unquoted(token);
    return /^\w+$/.test(value) ? { type: 'string', span, value } : { type: 'unknown', span };
  }

  #push({ span: { start, end } }: Token, kind: '{' | '['): JsonValue {
    const span = { start, end };
    const node: Open['node'] =
      kind === '{' ? { type: 'object', span, members: [] } : { type: 'array', span, items: [] };
    this.#open.push({ node, state: 'first', key: undefined, comma: undefined });
    this.#count[node.type]++;
    if (this.#open.length > deepest) this.#say({ code: 'too-deep', span: { start, end } });
    return node;
  }

  /** Gives a value to what is being read: the text itself, an array, or the key that waits for it. */
  #add(value: JsonValue) {
    const open = this.#holder(value);
    if (!open) {
      this.#root ??= value;
      return;
    }
    if (open.node.type === 'array') (open.node.items as JsonValue[]).push(value);
    else if (open.key) {
      const span = { start: open.key.span.start, end: Math.max(value.span.end, open.key.span.end) };
      (open.node.members as JsonMember[]).push({ span, key: open.key, value });
    }
    open.key = undefined;
    open.comma = undefined;
    open.state = 'after';
  }

  /** A container that was just opened lies in the one before it. */
  #holder(value: JsonValue): Open | undefined {
    const inner = this.#open.at(-1);
    return inner?.node === value ? this.#open.at(-2) : inner;
  }

  #close(open: Open, end: number): boolean {
    if (open.state === 'next' && open.comma)
      this.#say({
        code: 'trailing-comma',
        span: open.comma,
        repair: remove(open.comma, true),
      });
    else if (open.state === 'colon' || open.state === 'value') this.#missingValue(open);
    open.node.span.end = end;
    this.#open.pop();
    this.#count[open.node.type]--;
    const holder = this.#open.at(-1);
    if (holder?.node.type === 'object') {
      const member = holder.node.members.at(-1);
      if (member?.value === open.node) (member.span as { end: number }).end = end;
    }
    return true;
  }

  /** A bracket that does not fit: it closes an outer container, or nothing. */
  #closeOther(token: Token): boolean {
    const wanted = token.kind === '}' ? 'object' : 'array';
    const inner = this.#open.at(-1);
    const closer = inner?.node.type === 'object' ? '}' : ']';
    if (!inner || this.#count[wanted] === 0 || (this.#peek().kind === closer && !this.#isForgotten(wanted)))
      return this.#unexpected(token);
    this.#sayUnclosed(inner, insert(this.#lastEnd, closer, false));
    return !this.#close(inner, this.#lastEnd);
  }

  /** Whether this closing bracket and the next one close the two around the innermost, which is open then. */
  #isForgotten(wanted: 'object' | 'array'): boolean {
    const [third, second, inner] = this.#open.slice(-3);
    return second?.node.type === wanted && third?.node.type === inner?.node.type;
  }

  #closeAll() {
    const innermost = this.#open.at(-1);
    if (!innermost) return;
    // Still being typed.
    while (!this.#isBroken && this.faults.at(-1)?.span.end === this.#lastEnd) this.faults.pop();
    const closers = this.#open.map(({ node }) => (node.type === 'object' ? '}' : ']')).reverse();
    this.#sayUnclosed(innermost, insert(this.#lastEnd, closers.join(''), false));
    for (let open = this.#open.at(-1); open; open = this.#open.at(-1)) this.#close(open, this.#lastEnd);
  }

  #sayUnclosed({ node }: Open, repair: JsonFault['repair']) {
    this.#say({ code: 'unclosed', span: { start: node.span.start, end: node.span.start + 1 }, repair });
  }

  #missingValue(open: Open) {
    const span = open.key?.span ?? { start: this.#lastEnd, end: this.#lastEnd };
    this.#say({ code: 'missing-value', span });
    this.#add({ type: 'unknown', span: { start: span.end, end: span.end } });
  }

  #extraComma({ span }: Token): boolean {
    this.#say({ code: 'extra-comma', span, repair: remove(span, false) });
    return true;
  }

  #unquoted({ span, value }: Token) {
    const literal = { true: 'true', false: 'false', null: 'null', none: 'null', nil: 'null', undefined: 'null' };
    const text = Object.entries(literal).find(([name]) => name === value.toLowerCase())?.[1] ?? JSON.stringify(value);
    const repair = /^-?(?:nan|inf(?:inity)?)$/i.test(value) ? undefined : replace(span, text, false);
    this.#say({ code: 'unquoted', span, repair });
  }

  #unexpected({ span }: Token): boolean {
    this.#say({ code: 'unexpected', span, repair: remove(span, false) });
    return true;
  }

  #say(fault: JsonFault) {
    if (this.#isBroken) return;
    this.#isBroken = breaks.has(fault.code);
    const isConsequence = this.#isBroken && this.#isBehindGap(fault);
    if (this.faults.length < mostFaults && !isConsequence) this.faults.push(fault);
  }

  /** Something is missing right in front of it, which is said. */
  #isBehindGap({ span }: JsonFault): boolean {
    const last = this.faults.at(-1);
    return last?.code.startsWith('missing-') === true && !this.#text.slice(last.span.end, span.start).includes('\n');
  }
}

const isLiteral = (word: string): boolean => word === 'true' || word === 'false' || word === 'null';
