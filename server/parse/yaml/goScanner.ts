/**
 * The words of YAML as go-yaml tells them apart, in which Podman reads YAML. It goes its own way where others follow the
 * specification: what a tab may indent, which signs begin or end a text between brackets, how a tag ends, how far a key
 * may reach. Nothing is read here that the grammar (goSyntax.ts) does not ask: what is wrong behind the first document
 * is found only as far as go-yaml happens to look ahead.
 */

import { GoCursor } from './goCursor.ts';
import { patterns } from './goPatterns.ts';

/** `?` and `:` begin a key and its value, written or not; `map`, `seq` and `end` are blocks that indentation makes. */
export type GoWordType = 'eof' | '%' | '---' | '...' | 'map' | 'seq' | 'end' | Sign | '*' | '&' | '!' | 'text';
type Sign = '[' | ']' | '{' | '}' | ',' | '-' | '?' | ':';

export interface GoWord {
  readonly type: GoWordType;
  readonly at: number;
  /** Of a tag and of a directive: as it is written. */
  readonly written?: string;
}

/** Which go-yaml: version 3 reads comments too, and therefore looks further ahead. */
export type GoYamlVersion = 2 | 3;

/** What may turn out to be a key, if `:` follows on its line. */
interface Key {
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** Its place among all words. */
  readonly place: number;
  /** Nothing else can stand there. */
  readonly isRequired: boolean;
}

/** Begins a text without quotes nowhere. */
const indicators = ' \t\r\n-?:,[]{}#&*!|>\'"%@`';

export class GoScanner extends GoCursor {
  readonly #version: GoYamlVersion;
  readonly #words: GoWord[] = [];
  #taken = 0;
  #isReady = false;
  #indent = -1;
  readonly #indents: number[] = [];
  /** One outside of brackets, and one more for each bracket around. */
  readonly #keys: (Key | undefined)[] = [undefined];
  #mayBeKey = true;

  constructor(text: string, version: GoYamlVersion) {
    super(text);
    this.#version = version;
  }

  /** The next word, which stays. */
  peek(): GoWord {
    if (!this.#isReady) while (this.#isInDoubt()) this.#fetch();
    this.#isReady = true;
    return this.#words[0] as GoWord;
  }

  take(): GoWord {
    const word = this.peek();
    this.#words.shift();
    this.#taken++;
    this.#isReady = false;
    return word;
  }

  /** Whether words that are still to come may put one before the next. */
  #isInDoubt(): boolean {
    if (this.#words.length <= (this.#version === 3 ? 2 : 0)) return true;
    if (this.#version === 2) this.#forgetKeys();
    const level = this.#keys.findLastIndex(key => key?.place === this.#taken);
    return level >= 0 && this.#keyAt(level) !== undefined;
  }

  #fetch() {
    this.#skipBlanks();
    if (this.#version === 2) this.#forgetKeys();
    this.#endBlocks(this.column);
    const { type, isSilent } = this.#next();
    if (this.#version === 3 && !isSilent && type !== '-' && this.breaks === 0) this.eat(patterns.commentHere);
  }

  /** Reads a word; no comment belongs to those that are silent. */
  #next(): { readonly type: GoWordType; readonly isSilent?: boolean } {
    const at = this.at;
    const sign = this.text[at];
    if (sign === undefined) return { type: this.#eof(), isSilent: true };
    if (this.column === 0 && sign === '%')
      return { type: this.#markOrDirective('%', patterns.directive), isSilent: true };
    const mark = this.column === 0 ? this.looksAt(patterns.mark) : undefined;
    if (mark) return { type: this.#markOrDirective(mark as '---' | '...', patterns.mark), isSilent: true };
    return { type: this.#ofLine(sign, at) };
  }

  #ofLine(sign: string, at: number): GoWordType {
    const isFlow = this.#isFlow;
    const isAlone = /^[ \t\r\n]?$/.test(this.text[at + 1] ?? '');
    switch (sign) {
      case '[':
      case '{':
        this.#saveKey();
        this.#keys.push(undefined);
        return this.#sign(sign, true);
      case ']':
      case '}':
        this.#dropKey();
        if (isFlow) this.#keys.pop();
        return this.#sign(sign, false);
      case ',':
        this.#dropKey();
        return this.#sign(sign, true);
      case '-':
        if (isAlone) return this.#dash();
        break;
      case '?':
        if (isFlow || isAlone) return this.#key();
        break;
      case ':':
        if (isFlow || isAlone) return this.#value();
        break;
      case '*':
      case '&':
        return this.#part(sign, patterns.anchor);
      case '!':
        return this.#part(sign, patterns.tag);
      case "'":
      case '"':
        return this.#quoted(sign);
      case '|':
      case '>':
        if (!isFlow) return this.#block();
    }
    const isText = !indicators.includes(sign) || sign === '-' || (!isFlow && (sign === '?' || sign === ':'));
    return isText ? this.#plain() : this.fail();
  }

  get #isFlow(): boolean {
    return this.#keys.length > 1;
  }

  #push<T extends GoWordType>(type: T, at: number, written?: string): T {
    this.#words.push(written === undefined ? { type, at } : { type, at, written });
    return type;
  }

  /** Tabs are blanks only where no key can begin. */
  #skipBlanks() {
    for (;;) {
      if (this.column === 0 && this.text[this.at] === '\ufeff') this.move(1);
      for (let sign = this.text[this.at]; sign === ' ' || (sign === '\t' && (this.#isFlow || !this.#mayBeKey)); ) {
        this.move(1);
        sign = this.text[this.at];
      }
      if (this.text[this.at] === '#') {
        this.eat(patterns.line);
        if (this.#version === 3) while (this.eat(patterns.commentBelow));
      }
      if (!this.isBreak) return;
      this.eat(patterns.lineWithBreak);
      if (!this.#isFlow) this.#mayBeKey = true;
    }
  }

  #beginBlock(type: 'map' | 'seq', column: number, at: number, place: number) {
    if (this.#isFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#words.splice(place, 0, { type, at });
  }

  #endBlocks(column: number) {
    if (this.#isFlow) return;
    while (this.#indent > column) {
      this.#push('end', this.at);
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #eof(): 'eof' {
    if (this.column > 0) this.line++;
    this.#endBlocks(-1);
    this.#dropKey();
    this.#mayBeKey = false;
    return this.#push('eof', this.at);
  }

  #markOrDirective<T extends '---' | '...' | '%'>(type: T, pattern: RegExp): T {
    this.#endBlocks(-1);
    this.#dropKey();
    this.#mayBeKey = false;
    const at = this.at;
    return this.#push(type, at, this.eat(pattern) ?? this.fail());
  }

  #sign(type: Sign, mayBeKey: boolean): Sign {
    this.#mayBeKey = mayBeKey;
    this.#push(type, this.at);
    this.move(1);
    return type;
  }

  #dash(): Sign {
    if (!this.#isFlow && !this.#mayBeKey) this.fail();
    this.#beginBlock('seq', this.column, this.at, this.#words.length);
    this.#dropKey();
    return this.#sign('-', true);
  }

  #key(): Sign {
    if (!this.#isFlow && !this.#mayBeKey) this.fail();
    this.#beginBlock('map', this.column, this.at, this.#words.length);
    this.#dropKey();
    return this.#sign('?', !this.#isFlow);
  }

  #value(): Sign {
    const level = this.#keys.length - 1;
    const key = this.#keyAt(level);
    if (key) {
      const place = key.place - this.#taken;
      this.#words.splice(place, 0, { type: '?', at: key.at });
      this.#beginBlock('map', key.column, key.at, place);
      this.#keys[level] = undefined;
      return this.#sign(':', false);
    }
    if (!this.#isFlow && !this.#mayBeKey) this.fail();
    this.#beginBlock('map', this.column, this.at, this.#words.length);
    return this.#sign(':', !this.#isFlow);
  }

  #saveKey() {
    if (!this.#mayBeKey) return;
    this.#dropKey();
    this.#keys[this.#keys.length - 1] = {
      at: this.at,
      line: this.line,
      column: this.column,
      place: this.#taken + this.#words.length,
      isRequired: !this.#isFlow && this.#indent === this.column,
    };
  }

  #dropKey() {
    const level = this.#keys.length - 1;
    const key = this.#keys[level];
    if (key?.isRequired) this.fail(key.at);
    this.#keys[level] = undefined;
  }

  /** It is none if the line or 1 024 signs are over. */
  #keyAt(level: number): Key | undefined {
    const key = this.#keys[level];
    if (!key || (key.line === this.line && key.at + 1024 >= this.at)) return key;
    if (key.isRequired) this.fail(key.at);
    this.#keys[level] = undefined;
    return undefined;
  }

  #forgetKeys() {
    for (const level of this.#keys.keys()) this.#keyAt(level);
  }

  #part<T extends '*' | '&' | '!'>(type: T, pattern: RegExp): T {
    this.#saveKey();
    this.#mayBeKey = false;
    const at = this.at;
    return this.#push(type, at, this.eat(pattern) ?? this.fail());
  }

  #quoted(quote: "'" | '"'): 'text' {
    this.#saveKey();
    this.#mayBeKey = false;
    const at = this.at;
    const written = this.looksAt(quote === "'" ? patterns.single : patterns.double) ?? this.fail();
    const mark = patterns.markWithin.exec(written);
    if (mark) this.fail(at + mark.index + 1);
    if (quote === '"')
      for (const { 0: found, index } of written.matchAll(patterns.escape)) if (found === '\\') this.fail(at + index);
    this.move(written.length);
    return this.#push('text', at);
  }

  #plain(): 'text' {
    this.#saveKey();
    this.#mayBeKey = false;
    const at = this.at;
    let isNewLine = false;
    do {
      if (this.text[this.at] === '#' || (this.column === 0 && this.looksAt(patterns.mark))) break;
      if (this.eat(this.#isFlow ? patterns.wordInBrackets : patterns.word)) isNewLine = false;
      const before = this.at;
      isNewLine = this.#blanksInText(isNewLine);
      if (this.at === before) break;
    } while (this.#isFlow || this.column > this.#indent);
    if (isNewLine) this.#mayBeKey = true;
    return this.#push('text', at);
  }

  #blanksInText(isNewLine: boolean): boolean {
    for (let isNew = isNewLine; ; ) {
      const sign = this.text[this.at];
      if (this.isBreak) {
        this.eat(patterns.lineWithBreak);
        isNew = true;
      } else if (sign === ' ' || sign === '\t') {
        if (isNew && sign === '\t' && this.column <= this.#indent) this.fail();
        this.move(1);
      } else return isNew;
    }
  }

  #block(): 'text' {
    this.#dropKey();
    this.#mayBeKey = true;
    const at = this.at;
    const head = this.eat(patterns.blockHead) ?? this.fail();
    const more = /^.[+-]?([1-9])/.exec(head)?.[1];
    let indent = this.#blockIndent(more ? Math.max(this.#indent, 0) + Number(more) : 0);
    while (this.column === indent && this.at < this.text.length) {
      this.eat(patterns.lineWithBreak);
      indent = this.#blockIndent(indent);
    }
    return this.#push('text', at);
  }

  /** Skips empty lines and what indents the next one; 0 is still to be seen. */
  #blockIndent(indent: number): number {
    let widest = 0;
    for (;;) {
      while ((indent === 0 || this.column < indent) && this.text[this.at] === ' ') this.move(1);
      widest = Math.max(widest, this.column);
      if ((indent === 0 || this.column < indent) && this.text[this.at] === '\t') this.fail();
      if (!this.isBreak) return indent || Math.max(widest, this.#indent + 1, 1);
      this.eat(patterns.lineWithBreak);
    }
  }
}
