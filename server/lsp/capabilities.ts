import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { quickFix, sourceFixAll } from './actions/kinds.ts';
import type { Client } from './client.ts';

export const capabilitiesFor = (client: Client): ServerCapabilities => ({
  // `save`: a client that lints on save asks again when it has told of it.
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: [quickFix, sourceFixAll] },
  hoverProvider: true,
  ...languageFeatures(client),
  ...(client.pulls
    ? { diagnosticProvider: { identifier: 'podseal', interFileDependencies: false, workspaceDiagnostics: false } }
    : {}),
  ...(client.tellsFolderChanges
    ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
    : {}),
});

/** Those that the client has heard of. */
function languageFeatures({ asksFor, preparesRename }: Client): ServerCapabilities {
  return {
    ...(asksFor('completion') ? { completionProvider: { triggerCharacters: ['$', '{', '-', '=', ','] } } : {}),
    ...(asksFor('definition') ? { definitionProvider: true } : {}),
    ...(asksFor('references') ? { referencesProvider: true } : {}),
    ...(asksFor('documentHighlight') ? { documentHighlightProvider: true } : {}),
    ...(asksFor('rename') ? { renameProvider: { prepareProvider: preparesRename } } : {}),
    ...(asksFor('documentSymbol') ? { documentSymbolProvider: true } : {}),
    ...(asksFor('foldingRange') ? { foldingRangeProvider: true } : {}),
    ...(asksFor('documentLink') ? { documentLinkProvider: {} } : {}),
    ...(asksFor('inlayHint') ? { inlayHintProvider: true } : {}),
  };
}
