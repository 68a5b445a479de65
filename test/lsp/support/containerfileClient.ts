import type { ClientCapabilities, Position, Range, TextEdit } from 'vscode-languageserver/node';
import { kinds } from '../../../server/rules/registry.ts';
import { mark, unmark } from '../../support/marked.ts';
import { editor, type Options, TestClient } from './testClient.ts';

/** Asks for everything that the language server has for files of a kind. */
export const readerAndWriter: ClientCapabilities = {
  ...editor,
  textDocument: {
    ...editor.textDocument,
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    definition: {},
    references: {},
    documentHighlight: {},
    rename: { prepareSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true },
    documentLink: {},
    inlayHint: {},
  },
};

/** One Containerfile in an editor. */
export class Opened {
  readonly client: TestClient;
  readonly uri = 'file:///work/Containerfile';
  /** Where the text was marked: `«word»`, or `«»` for the cursor alone. */
  readonly at: Position;
  readonly text: string;

  private constructor(client: TestClient, text: string, offset: number) {
    this.client = client;
    this.text = text;
    this.at = client.document(this.uri).positionAt(offset);
  }

  static async start(marked: string, options: Options = {}): Promise<Opened> {
    const { text, spans } = unmark(marked);
    const client = await TestClient.start({ kinds, capabilities: readerAndWriter, ...options });
    await client.open('file:///work/Containerfile', text, 'dockerfile');
    return new Opened(client, text, spans[0]?.start ?? 0);
  }

  ask<Answer>(method: string, params: object = {}): Promise<Answer> {
    const textDocument = { uri: this.uri };
    return this.client.connection.sendRequest(method, { textDocument, position: this.at, ...params });
  }

  /** The text with marks around ranges. */
  marked(ranges: readonly Range[]): string {
    const document = this.client.document(this.uri);
    const spans = ranges.map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
    return mark(this.text, spans);
  }

  edited(edits: readonly TextEdit[]): string {
    const document = this.client.document(this.uri);
    const inOrder = edits.map(({ range, newText }) => ({ ...range, newText })).reverse();
    inOrder.sort((a, b) => document.offsetAt(b.start) - document.offsetAt(a.start));
    return inOrder.reduce(
      (text, { start, end, newText }) =>
        text.slice(0, document.offsetAt(start)) + newText + text.slice(document.offsetAt(end)),
      this.text,
    );
  }
}
