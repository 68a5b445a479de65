import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/fix.ts';
import type { Client } from './client.ts';
import { rangeOf } from './toDiagnostic.ts';

const toTextEdits = (document: TextDocument, edits: readonly Edit[]): TextEdit[] =>
  edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));

/**
 * Edits of one document. They carry its version: the editor refuses them once it has moved on.
 * @param version null for a file that is not open in the editor
 */
export function toWorkspaceEdit(
  document: TextDocument,
  edits: readonly Edit[],
  client: Client,
  version: number | null = document.version,
): WorkspaceEdit {
  const { uri } = document;
  const textEdits = toTextEdits(document, edits);
  if (!client.takesVersionedEdits) return { changes: { [uri]: textEdits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: textEdits }] };
}
