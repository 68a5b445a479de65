import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/fix.ts';
import type { Client } from './client.ts';
import { rangeOf } from './toDiagnostic.ts';

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
  const textEdits = edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
  return workspaceEdit({ uri: document.uri, version }, textEdits, client);
}

export function workspaceEdit(
  { uri, version }: { readonly uri: string; readonly version: number | null },
  edits: TextEdit[],
  client: Client,
): WorkspaceEdit {
  if (!client.takesVersionedEdits) return { changes: { [uri]: edits } };
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}
