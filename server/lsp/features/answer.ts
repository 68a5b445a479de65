import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import type { EditorSettings } from '../editorSettings.ts';
import type { Guard } from '../guard.ts';
import type { Linting } from '../linting.ts';
import { explainPolicyRequest } from '../messages.ts';
import { explainPolicy } from '../policy/answer.ts';
import { completion } from './completion.ts';
import { foldingRanges } from './folding.ts';
import { inlayHints } from './hints.ts';
import { codeLenses, hardenByCommand, resolveLens } from './lenses.ts';
import { documentLinks } from './links.ts';
import { definition, documentHighlights, references } from './names.ts';
import { documentSymbols } from './outline.ts';
import { prepareRename, rename } from './rename.ts';
import { signatureHelp } from './signatures.ts';

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Answers all requests about documents that are not about findings. */
export function answerFeatures(
  connection: Connection,
  guard: Guard,
  linting: Linting,
  client: Client,
  editor: EditorSettings,
): void {
  connection.onCompletion(guard('completion', null, completion(linting, client)));
  connection.onSignatureHelp(guard('signature', null, signatureHelp(linting, client)));
  connection.onDefinition(guard('definition', null, definition(linting, client)));
  connection.onReferences(guard('references', null, references(linting, client)));
  connection.onDocumentHighlight(guard('highlights', null, documentHighlights(linting, client)));
  connection.onPrepareRename(guard('rename', null, prepareRename(linting, client)));
  connection.onRenameRequest(guard('rename', null, rename(linting, client)));
  connection.onDocumentSymbol(guard('symbols', null, documentSymbols(linting, client)));
  connection.onFoldingRanges(guard('folding', null, foldingRanges(linting, client)));
  connection.onDocumentLinks(guard('links', null, documentLinks(linting, client)));
  connection.onCodeLens(guard('code lenses', null, codeLenses(linting, client, editor)));
  connection.onCodeLensResolve(guard('code lenses', { range: nowhere }, resolveLens(linting, client)));
  connection.onExecuteCommand(guard('command', null, hardenByCommand(connection, linting, client)));
  connection.onRequest(explainPolicyRequest, guard('policy', null, explainPolicy(linting, client)));
  connection.languages.inlayHint.on(guard('hints', null, inlayHints(linting, client, editor)));
}

/** Hints and lenses are asked for again once something but the text has changed. */
export function renewFeatures(connection: Connection, client: Client): void {
  if (client.refreshesHints) void connection.languages.inlayHint.refresh().catch(() => {});
  if (client.refreshesLenses) void connection.sendRequest(CodeLensRefreshRequest.type).catch(() => {});
}
