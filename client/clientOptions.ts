import { type LogOutputChannel, type TextDocument, type Uri, workspace } from 'vscode';
import { DiagnosticPullMode, type LanguageClientOptions, RevealOutputChannelOn, vsdiag } from 'vscode-languageclient';
import {
  type InitializationOptions,
  openDocumentationCommand,
  showTextCommand,
  writeReasonCommand,
} from '../server/lsp/protocol.ts';
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
    commands: [openDocumentationCommand, showTextCommand, writeReasonCommand],
  } satisfies InitializationOptions,
  diagnosticPullOptions: { onChange: true, onSave: true, filter: isNotNow },
  middleware: {
    workspace: { configuration },
    // The server may ask for all documents again, whatever the occasion.
    provideDiagnostics: (document, resultId, token, next) =>
      resultId !== undefined && isNotSaved(document)
        ? { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId }
        : next(document, resultId, token),
  },
  // The status item says so, and the log why: a dialog would only be in the way.
  initializationFailedHandler: error => {
    log.error(error);
    return false;
  },
});

/** Whether `podseal.run` keeps a document from being linted at this occasion. */
function isNotNow(document: TextDocument, mode: DiagnosticPullMode): boolean {
  return isForSaved(document) ? mode === DiagnosticPullMode.onType : mode === DiagnosticPullMode.onSave;
}

/** What has never been saved would never be linted. */
const isForSaved = ({ uri, isUntitled }: TextDocument): boolean =>
  workspace.getConfiguration('podseal', uri).get('run') === 'onSave' && !isUntitled;

const isNotSaved = (document: TextDocument | Uri): boolean =>
  'isDirty' in document && document.isDirty && isForSaved(document);
