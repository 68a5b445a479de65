import { CreateFile, type WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editBetween } from '../core/change.ts';
import type { Fix, OtherFile } from '../core/fix.ts';
import type { Client } from './client.ts';
import { toWorkspaceEdit } from './edits.ts';
import { uriBeside } from './uris.ts';

/** All that a fix changes, in the document and beside it; undefined if the client cannot do that. */
export function fixEdit(
  document: TextDocument,
  { edits, others = [] }: Fix,
  client: Client,
): WorkspaceEdit | undefined {
  const makesFiles = others.some(({ before }) => before === null);
  if (makesFiles && !(client.createsFiles && client.takesVersionedEdits)) return undefined;
  const parts = [
    ...(edits.length > 0 || others.length === 0 ? [toWorkspaceEdit(document, edits, client)] : []),
    ...others.map(other => otherEdit(document.uri, other, client)),
  ];
  if (client.takesVersionedEdits) return { documentChanges: parts.flatMap(part => part.documentChanges ?? []) };
  return { changes: Object.assign({}, ...parts.map(part => part.changes)) };
}

function otherEdit(uri: string, { path, before, after }: OtherFile, client: Client): WorkspaceEdit {
  const other = TextDocument.create(uriBeside(uri, path), '', 0, before ?? '');
  const edit = toWorkspaceEdit(other, [editBetween(before ?? '', after)], client, null);
  if (before !== null) return edit;
  return { documentChanges: [CreateFile.create(other.uri), ...(edit.documentChanges ?? [])] };
}
