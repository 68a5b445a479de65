import { Lexer } from 'yaml';

/** What the library's lexer is made of, as far as it is changed here. */
interface Parts {
  lex(source: string): Generator<string, void>;
  /** How far a line must be indented to belong to what began before it. */
  indentNext: number;
  parseFlowCollection(): Generator<string, unknown>;
  parseQuotedScalar(): Generator<string, unknown>;
  /** How many brackets are open. */
  flowLevel: number;
  charAt(ahead: number): string;
  pushIndicators(): Generator<string, number>;
}

/**
 * Takes lines between brackets and between quotes however they are indented, by tabs too, and a dash before a bracket
 * or a comma for text: so does Go's parser.
 */
export class GoLexer extends (Lexer as unknown as new () => Parts) {
  override parseFlowCollection(): Generator<string, unknown> {
    return this.#unindented(super.parseFlowCollection());
  }

  override parseQuotedScalar(): Generator<string, unknown> {
    return this.#unindented(super.parseQuotedScalar());
  }

  override *pushIndicators(): Generator<string, number> {
    if (this.flowLevel > 0 && this.charAt(0) === '-' && /[,[\]{}]/.test(this.charAt(1))) return 0;
    return yield* super.pushIndicators();
  }

  *#unindented(words: Generator<string, unknown>): Generator<string, unknown> {
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* words;
    this.indentNext = indentNext;
    return next;
  }
}
