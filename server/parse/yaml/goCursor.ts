/** Where go-yaml gives up. */
export class GoYamlError extends Error {
  readonly at: number;

  constructor(at: number) {
    super('no YAML');
    this.at = at;
  }
}

/** Goes through a text and counts its lines. Patterns are sticky ones. */
export class GoCursor {
  protected readonly text: string;
  protected at = 0;
  protected line = 0;
  /** Lines that ended since the last sign. */
  protected breaks = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith('\ufeff')) this.at = this.#lineStart = 1;
  }

  protected get column(): number {
    return this.at - this.#lineStart;
  }

  protected get isBreak(): boolean {
    const sign = this.text[this.at];
    return sign === '\n' || (sign === '\r' && this.text[this.at + 1] === '\n');
  }

  protected fail(at = this.at): never {
    throw new GoYamlError(at);
  }

  protected looksAt(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  protected eat(pattern: RegExp): string | undefined {
    const found = this.looksAt(pattern);
    if (found) this.move(found.length);
    return found;
  }

  protected move(length: number) {
    for (const end = this.at + length; this.at < end; this.at++) {
      const sign = this.text[this.at];
      if (sign === '\n') {
        this.line++;
        this.breaks++;
        this.#lineStart = this.at + 1;
      } else if (sign !== ' ' && sign !== '\t' && sign !== '\r') this.breaks = 0;
    }
  }
}
