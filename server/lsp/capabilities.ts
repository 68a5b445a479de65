import { type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { quickFix, refactorHarden, sourceFixAll } from './actions/kinds.ts';
import type { Client } from './client.ts';
import { hasLenses } from './features/lenses.ts';
import { hardenCommand } from './protocol.ts';

export const capabilitiesFor = (client: Client): ServerCapabilities => ({
  // `save`: a client that lints on save asks again when it has told of it.
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: [quickFix, refactorHarden, sourceFixAll] },
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
function languageFeatures(client: Client): ServerCapabilities {
  const { asksFor, preparesRename } = client;
  return {
    ...(asksFor('completion') ? { completionProvider: { triggerCharacters: ['"', '$', '{', '-', '=', ','] } } : {}),
    ...(asksFor('signatureHelp') ? { signatureHelpProvider: { triggerCharacters: [' ', ',', '='] } } : {}),
    ...(asksFor('definition') ? { definitionProvider: true } : {}),
    ...(asksFor('references') ? { referencesProvider: true } : {}),
    ...(asksFor('documentHighlight') ? { documentHighlightProvider: true } : {}),
    ...(asksFor('rename') ? { renameProvider: { prepareProvider: preparesRename } } : {}),
    ...(asksFor('documentSymbol') ? { documentSymbolProvider: true } : {}),
    ...(asksFor('foldingRange') ? { foldingRangeProvider: true } : {}),
    ...(asksFor('documentLink') ? { documentLinkProvider: {} } : {}),
    ...(hasLenses(client) ? { codeLensProvider: { resolveProvider: true } } : {}),
    ...(hasLenses(client) && client.appliesEdits ? { executeCommandProvider: { commands: [hardenCommand] } } : {}),
    ...(asksFor('inlayHint') ? { inlayHintProvider: true } : {}),
  };
}
