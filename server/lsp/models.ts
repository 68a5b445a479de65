import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnyKind, Model } from '../core/kind.ts';
import type { Linter } from '../core/lint.ts';
import { largestText } from '../core/ownRules.ts';
import { pathOf } from './uris.ts';

/** What a version of a document is and holds. */
export interface Parsed {
  readonly version: number;
  readonly text: string;
  /** Undefined: no kind of ours. */
  readonly kind: AnyKind | undefined;
  /** Undefined: too large to parse, or no kind of ours. */
  readonly model: Model<unknown> | undefined;
}

/** Documents beyond these are parsed anew when somebody returns to them. */
const mostModels = 50;

/** Every version of a document is parsed once, starting from the version before. */
export class Models {
  readonly #linter: Linter;
  /** Longest unchanged first. */
  readonly #byUri = new Map<string, Parsed>();

  constructor(linter: Linter) {
    this.#linter = linter;
  }

  of(document: TextDocument): Parsed {
    const known = this.#byUri.get(document.uri);
    if (known?.version === document.version && known.text === document.getText()) return known;
    // A version that makes the parser fail is not tried with the next one's help again.
    this.#byUri.delete(document.uri);
    const parsed = this.#parse(document, known);
    this.#byUri.set(document.uri, parsed);
    for (const [uri] of this.#byUri) {
      if (this.#byUri.size <= mostModels) break;
      this.#byUri.delete(uri);
    }
    return parsed;
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  #parse(document: TextDocument, before: Parsed | undefined): Parsed {
    const { uri, version, languageId } = document;
    const text = document.getText();
    const kind = this.#linter.detect({ path: pathOf(uri), text, languageId });
    if (!kind || text.length > largestText) return { version, text, kind, model: undefined };
    const previous = before?.kind === kind ? before.model : undefined;
    return { version, text, kind, model: kind.parse(text, previous) };
  }
}
