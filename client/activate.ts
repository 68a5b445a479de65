import { commands, type Disposable, type Event, type ExtensionContext, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { LintedParams } from '../server/lsp/protocol.ts';
import { clientOptions } from './clientOptions.ts';
import { registerCommands } from './commands.ts';
import { onFirstCandidate } from './documents.ts';
import { serveFiles } from './files.ts';
import { LanguageServer } from './languageServer.ts';
import { lintedDocuments } from './linted.ts';
import { watchOtherExtensions } from './otherExtensions.ts';
import { showStatus } from './status.ts';

/** What other extensions, and our own tests, can ask of this one. */
export interface Api {
  /** Whether the language server has been started: it is not until a document appears that it could judge. */
  readonly serverIsStarted: () => boolean;
  /** After each linting of a document. */
  readonly onDidLint: Event<LintedParams>;
}

/** Everything but the way to the server, which is a process on a desktop and a worker in a browser. */
export function activateWith(
  context: ExtensionContext,
  connect: (options: LanguageClientOptions) => BaseLanguageClient,
): Api {
  const log = window.createOutputChannel('Podseal', { log: true });
  const client = connect(clientOptions(log));
  const server = new LanguageServer(client, log);
  const linted = lintedDocuments(client);
  let status: Disposable | undefined;

  const start = async (): Promise<void> => {
    status ??= showStatus(client, linted);
    await commands.executeCommand('setContext', 'podseal.started', true);
    await server.start();
  };
  context.subscriptions.push(
    log,
    server,
    linted,
    serveFiles(client),
    watchOtherExtensions(client),
    registerCommands(context, log, server, client),
    { dispose: () => status?.dispose() },
    onFirstCandidate(uri => {
      log.debug(`Starting for ${uri.path}`);
      void start();
    }),
  );
  return { serverIsStarted: () => client.isRunning(), onDidLint: linted.onDidLint };
}
