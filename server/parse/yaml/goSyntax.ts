import { GoYamlError } from './goCursor.ts';
import { GoScanner, type GoWord, type GoYamlVersion } from './goScanner.ts';

/** What go-yaml makes of the first document of a text. */
export interface GoReading {
  /** Where it gives up. */
  readonly brokenAt?: number;
  /** Where it stops reading, whatever follows. */
  readonly end?: number;
}

/** Reads the first document as go-yaml does; nothing is said of one that is nested deeper than anybody writes. */
export function readAsGo(text: string, version: GoYamlVersion): GoReading {
  const control = text.search(controlCharacter);
  if (control >= 0) return { brokenAt: control };
  const grammar = new Grammar(asGoBreaks(text), version);
  try {
    return { end: grammar.document() };
  } catch (error) {
    if (error instanceof GoYamlError)
      return { brokenAt: error.at < text.length ? error.at : (grammar.longTag ?? error.at) };
    if (error instanceof TooDeep) return {};
    throw error;
  }
}

/** What it takes in no place. */
const controlCharacter = /[^\t\n\r -~\x85\xa0-\ufffd]/;

/** Ends lines where go-yaml does; no place moves. */
export const asGoBreaks = (text: string): string => text.replace(/[\u0085\u2028\u2029]|\r(?!\n)/g, '\n');

class TooDeep extends Error {}
const deepest = 500;

class Grammar {
  /** The latest tag that has taken a bracket or a comma for its own. */
  longTag: number | undefined;
  readonly #words: GoScanner;
  readonly #handles = new Set(['!', '!!']);
  #depth = 0;

  constructor(text: string, version: GoYamlVersion) {
    this.#words = new GoScanner(text, version);
  }

  document(): number {
    const isExplicit = this.#directives();
    if (isExplicit) this.#expect('---');
    const hasNode = isExplicit ? !this.#isNext('%', '---', '...', 'eof') : !this.#isNext('eof');
    if (hasNode) this.#node({ isBlock: true });
    const { type, at } = this.#words.peek();
    return type === '...' ? at + type.length : at;
  }

  /** Whether `---` must follow, or does. */
  #directives(): boolean {
    const seen = new Set<string>();
    while (this.#isNext('%')) {
      const { at, written = '' } = this.#words.take();
      const [, name = ''] = /^%(?:TAG[ \t]+(\S+))?/.exec(written) ?? [];
      if (seen.has(name)) throw new GoYamlError(at);
      seen.add(name);
      this.#handles.add(name);
    }
    return seen.size > 0 || this.#isNext('---');
  }

  #isNext(...types: readonly GoWord['type'][]): boolean {
    return types.includes(this.#words.peek().type);
  }

  #takeIf(type: GoWord['type']): boolean {
    if (!this.#isNext(type)) return false;
    this.#words.take();
    return true;
  }

  #expect(type: GoWord['type']) {
    const { at } = this.#words.peek();
    if (!this.#takeIf(type)) throw new GoYamlError(at);
  }

  #node({ isBlock = false, isValue = false }) {
    if (this.#takeIf('*')) return;
    const hasProperties = this.#properties();
    if (++this.#depth > deepest) throw new TooDeep();
    const { type, at } = this.#words.peek();
    if (type === 'text') this.#words.take();
    else if (type === '[') this.#flowSeq();
    else if (type === '{') this.#flowMap();
    else if (type === 'seq' && isBlock) this.#blockSeq();
    else if (type === 'map' && isBlock) this.#blockMap();
    else if (type === '-' && isValue) this.#dashes();
    else if (!hasProperties) throw new GoYamlError(at);
    this.#depth--;
  }

  /** An anchor and a tag, in any order. */
  #properties(): boolean {
    const hasAnchor = this.#takeIf('&');
    const { type, at, written = '' } = this.#words.peek();
    if (type !== '!') return hasAnchor;
    const handle = /^![\w-]*!/.exec(written)?.[0];
    if (/[,\]]/.test(written)) this.longTag = at;
    this.#words.take();
    if (!hasAnchor) this.#takeIf('&');
    if (handle !== undefined && !this.#handles.has(handle)) throw new GoYamlError(at);
    return true;
  }

  #blockSeq() {
    this.#words.take();
    while (this.#takeIf('-')) if (!this.#isNext('-', 'end')) this.#node({ isBlock: true });
    this.#expect('end');
  }

  /** A list that is indented as far as the key it belongs to. */
  #dashes() {
    while (this.#takeIf('-')) if (!this.#isNext('-', '?', ':', 'end')) this.#node({ isBlock: true });
  }

  #blockMap() {
    this.#words.take();
    while (this.#takeIf('?')) {
      if (!this.#isNext('?', ':', 'end')) this.#node({ isBlock: true, isValue: true });
      if (this.#takeIf(':') && !this.#isNext('?', ':', 'end')) this.#node({ isBlock: true, isValue: true });
    }
    this.#expect('end');
  }

  #flowSeq() {
    this.#words.take();
    for (let isFirst = true; !this.#isNext(']'); isFirst = false) {
      if (!isFirst) this.#expect(',');
      if (this.#takeIf('?')) {
        // What stands where a key is missing is lost, and so is the bracket that ends the list.
        if (this.#isNext(':', ',', ']')) this.#words.take();
        else this.#node({});
        if (this.#takeIf(':') && !this.#isNext(',', ']')) this.#node({});
      } else if (!this.#isNext(']')) this.#node({});
      else break;
    }
    this.#words.take();
  }

  #flowMap() {
    this.#words.take();
    for (let isFirst = true; !this.#isNext('}'); isFirst = false) {
      if (!isFirst) this.#expect(',');
      if (this.#takeIf('?')) {
        if (!this.#isNext(':', ',', '}')) this.#node({});
        if (this.#takeIf(':') && !this.#isNext(',', '}')) this.#node({});
      } else if (!this.#isNext('}')) this.#node({});
      else break;
    }
    this.#words.take();
  }
}
