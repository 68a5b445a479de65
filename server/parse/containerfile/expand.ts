/** A variable's value; null: known to have none; undefined: nobody can know it from the file. */
export type Value = string | null | undefined;

type Lookup = (name: string) => Value;

/** What a dollar in front of it makes a parameter of the shell, which has no value in a build. */
export const specialParameter = /[@*#?$!-]/;

/** Neither a variable, a quote nor an escape. */
export const isPlain = (text: string): boolean => !/[$"'\\]/.test(text);

/**
 * Thrown inside only: some part of the text is unknown, and so is all of it. One object, as a stack trace costs more
 * than all the rest.
 */
const unresolved = new Error('unresolved');

/**
 * The text with its variables replaced and its quotes removed, or undefined if it needs a value that is not known:
 * `$X`, `${X}`, `${X:-d}`, `${X-d}`, `${X:+y}`, `${X+y}`, `${X:?m}`, `${X?m}`; other forms are not resolved.
 * Only a backslash escapes here: Podman's `escape` directive is about lines and words.
 */
export function expand(text: string, lookup: Lookup): string | undefined {
  if (isPlain(text)) return text;
  try {
    return new Expansion(text, lookup).run('');
  } catch (error) {
    if (error === unresolved) return undefined;
    throw error;
  }
}

/** How deep defaults within defaults are followed. */
const deepest = 20;
/** A value that doubles itself again and again is nothing that anybody wants to know. */
const longest = 10_000;

class Expansion {
  #at = 0;
  #depth = 0;
  readonly #text: string;
  readonly #lookup: Lookup;

  constructor(text: string, lookup: Lookup) {
    this.#text = text;
    this.#lookup = lookup;
  }

  /** Reads up to `stop` outside of quotes, or to the end. */
  run(stop: string): string {
    let result = '';
    let quote = '';
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at] ?? '';
      if (character === stop && !quote) break;
      this.#at++;
      if (character === '\\' && quote !== "'") result += this.#escaped(quote);
      else if (quote && character === quote) quote = '';
      else if (!quote && (character === '"' || character === "'")) quote = character;
      else if (character === '$' && quote !== "'") result += this.#variable();
      else result += character;
      if (result.length > longest) throw unresolved;
    }
    return result;
  }

  #escaped(quote: string): string {
    const next = this.#text[this.#at] ?? '';
    if (quote && next !== '"' && next !== '$' && next !== '\\') return '\\';
    this.#at++;
    return next;
  }

  #variable(): string {
    const name = /^\w+/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0];
    if (name !== undefined) {
      this.#at += name.length;
      return this.#known(this.#lookup(name));
    }
    const next = this.#text[this.#at] ?? '';
    // `$$` takes the second dollar along. Not in every version.
    if (specialParameter.test(next)) throw unresolved;
    if (next !== '{') return '$';
    const [head = '', inner, operator = ''] =
      /^\{(\w+)(:?[-+?]|\})/.exec(this.#text.slice(this.#at, this.#at + 200)) ?? [];
    if (inner === undefined || ++this.#depth > deepest) throw unresolved;
    this.#at += head.length;
    const value = this.#lookup(inner);
    if (operator === '}') return this.#known(value);
    return this.#modified(value, operator);
  }

  #modified(value: Value, operator: string): string {
    if (value === undefined) throw unresolved;
    const isSet = value !== null && (value !== '' || !operator.startsWith(':'));
    switch (operator.at(-1)) {
      case '-':
        return isSet ? this.#skip(value) : this.#word();
      case '+':
        return isSet ? this.#word() : this.#skip('');
      default:
        if (!isSet) throw unresolved;
        return this.#skip(value);
    }
  }

  #word(): string {
    const word = this.run('}');
    this.#at++;
    return word;
  }

  /** Leaves the word out, whatever is unknown in it. */
  #skip(value: string): string {
    const rest = new Expansion(this.#text.slice(this.#at), () => '');
    rest.run('}');
    this.#at += rest.#at + 1;
    return value;
  }

  #known(value: Value): string {
    if (value === undefined) throw unresolved;
    return value ?? '';
  }
}
