import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ReadFile } from '../settings/findConfig.ts';
import type { Client } from './client.ts';
import { readFileRequest } from './messages.ts';
import type { Runtime } from './runtime.ts';
import { pathOf, schemeOf } from './uris.ts';

/** Reads a URI: from the editor if it is open there, else from disk, else through the client. */
export function fileReader(
  documents: TextDocuments<TextDocument>,
  connection: Connection,
  client: Client,
  runtime: Runtime,
): ReadFile {
  return async uri => {
    const path = pathOf(uri);
    const open = documents.all().find(document => pathOf(document.uri) === path);
    if (open) return open.getText();
    if (runtime.readDisk && schemeOf(uri) === 'file') return runtime.readDisk(uri);
    if (!client.readsFiles) return undefined;
    const answer = await connection.sendRequest(readFileRequest, { uri });
    return typeof answer?.text === 'string' ? answer.text : undefined;
  };
}
