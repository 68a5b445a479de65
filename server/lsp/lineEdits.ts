import type { TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';

/** The only line that was edited, or that lines came, went or were edited in several places; undefined: nothing was. */
export type Edited = number | 'lines' | undefined;

/** Keeps the documents, and what was edited in each since somebody asked. */
export class LineEdits implements TextDocumentsConfiguration<TextDocument> {
  readonly #edited = new Map<string, number | 'lines'>();

  create(uri: string, languageId: string, version: number, text: string): TextDocument {
    this.#edited.delete(uri);
    return TextDocument.create(uri, languageId, version, text);
  }

  update(document: TextDocument, changes: TextDocumentContentChangeEvent[], version: number): TextDocument {
    for (const change of changes) {
      const before = this.#edited.get(document.uri);
      const line = lineOf(change);
      this.#edited.set(document.uri, before === undefined || before === line ? line : 'lines');
    }
    return TextDocument.update(document, changes, version);
  }

  /** Since this was asked last. */
  take(uri: string): Edited {
    const edited = this.#edited.get(uri);
    this.#edited.delete(uri);
    return edited;
  }
}

function lineOf(change: TextDocumentContentChangeEvent): number | 'lines' {
  if (!('range' in change) || /[\r\n]/.test(change.text)) return 'lines';
  const { start, end } = change.range;
  return start.line === end.line ? start.line : 'lines';
}
