import { type LogOutputChannel, type TextDocument, workspace } from 'vscode';
import { DiagnosticPullMode, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { openDocumentation, showText, writeReason } from './commands.ts';
import { documentSelector, filesAround } from './documents.ts';
import { configuration } from './givenSettings.ts';

/** Everything that the client is told about the way it talks to the server. */
export const clientOptions = (log: LogOutputChannel): LanguageClientOptions => ({
  documentSelector: [...documentSelector, ...filesAround],
  outputChannel: log,
  revealOutputChannelOn: RevealOutputChannelOn.Never,
  /** What this client can do beyond the protocol. */
  initializationOptions: {
    readFile: true,
    listFiles: true,
    linted: true,
    diagnosticsInHover: true,
    commands: [openDocumentation, showText, writeReason],
  },
  diagnosticPullOptions: { onChange: true, onSave: true, filter: isNotNow },
  middleware: { workspace: { configuration } },
  // The status item says so, and the log why: a dialog would only be in the way.
  initializationFailedHandler: error => {
    log.error(error);
    return false;
  },
});

/** Whether `podseal.run` keeps a document from being linted at this occasion. */
function isNotNow(document: TextDocument, mode: DiagnosticPullMode): boolean {
  const run = workspace.getConfiguration('podseal', document.uri).get('run');
  // What has never been saved would never be linted.
  const onlyOnSave = run === 'onSave' && !document.isUntitled;
  return onlyOnSave ? mode === DiagnosticPullMode.onType : mode === DiagnosticPullMode.onSave;
}
