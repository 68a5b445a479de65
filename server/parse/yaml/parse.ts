import { Composer, CST, Parser } from 'yaml';
import type { Comment } from '../../core/kind.ts';
import { convert } from './convert.ts';
import { GoLexer } from './lexer.ts';
import type { YamlResolved } from './node.ts';

/** A document of a YAML stream; every span counts from its start. */
export interface YamlDocument {
  readonly text: string;
  /** Missing if the document is empty, or too deep or too broken to read. */
  readonly root: YamlResolved | undefined;
  readonly comments: readonly Comment[];
  /** Its structure is made by a template (`{{ if }}`): what it will say is not known yet. */
  readonly isTemplate: boolean;
  /** It is no YAML: what was read is a guess, good enough to be judged and not to be edited. */
  readonly isBroken: boolean;
  /** Where a parser stumbles first; undefined if it does not, or nobody knows. */
  readonly brokenAt?: number | undefined;
}

/** Scalars stay text: their types are the business of whoever decodes them, which is Go and not this parser. */
const options = {
  schema: 'failsafe',
  keepSourceTokens: true,
  uniqueKeys: false,
  strict: false,
  logLevel: 'silent',
  prettyErrors: false,
} as const;

/** Reads one document. Never throws; errors of syntax are left to YAML's own tools, and what can be read is. */
export function parseDocument(text: string): YamlDocument {
  const words = new Words(text);
  const { comments } = words;
  try {
    const [document] = new Composer(options).compose(words.tokens(), true, text.length);
    const brokenAt = document?.errors[0]?.pos[0];
    const isBroken = brokenAt !== undefined;
    const root = document && convert(document.contents);
    return { text, root, comments, isTemplate: words.isTemplate, isBroken, brokenAt };
  } catch (error) {
    if (error instanceof TooDeep || error instanceof RangeError) {
      return { text, root: undefined, comments, isTemplate: false, isBroken: true };
    }
    throw error;
  }
}

/**
 * Brackets around each other, and columns that a line is indented by. No pod is that deep, and what is deeper is not
 * worth a stack overflow, which V8 cannot always survive: it aborts when a regular expression is compiled near its end.
 */
const deepest = { brackets: 500, indentation: 1000 };

class TooDeep extends Error {}

/** The lexer's words become the parser's tokens; what else there is to see in them is noted on the way. */
class Words {
  readonly comments: Comment[] = [];
  isTemplate = false;
  readonly #text: string;
  #isBlock = false;
  #brackets = 0;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  *tokens(): Generator<CST.Token, void> {
    const parser = new Parser();
    let offset = 0;
    let isScalar = false;
    for (const word of new GoLexer().lex(this.#text)) {
      const type: string | null = isScalar ? 'text' : CST.tokenType(word);
      yield* parser.next(word);
      isScalar = type === 'scalar';
      if (type === 'doc-mode' || type === 'scalar' || type === 'flow-error-end') continue;
      this.#note(type, word, offset);
      offset += word.length;
    }
    yield* parser.end();
  }

  #note(type: string | null, word: string, offset: number) {
    switch (type) {
      case 'comment':
        this.comments.push(commentAt(offset, word));
        break;
      case 'newline':
        this.#lineStart = offset + word.length;
        break;
      case 'block-scalar-header':
        this.#isBlock = true;
        break;
      case 'text':
        this.isTemplate ||= !this.#isBlock && /^[^"'].*\n\s*\{[{%#]/s.test(word);
        this.#isBlock = false;
        if (word.includes('\n')) this.#lineStart = offset + word.lastIndexOf('\n') + 1;
        break;
      case 'flow-map-start':
        this.isTemplate ||= /[{%#]/.test(this.#text[offset + 1] ?? '');
        this.#open();
        break;
      case 'flow-seq-start':
        this.#open();
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        this.#brackets--;
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        if (offset - this.#lineStart > deepest.indentation) throw new TooDeep();
    }
  }

  #open() {
    this.#brackets++;
    if (this.#brackets > deepest.brackets) throw new TooDeep();
  }
}

function commentAt(offset: number, word: string): Comment {
  const text = word.trimEnd();
  return { span: { start: offset, end: offset + text.length }, text: text.slice(1) };
}
