import { type Connection, FileChangeType, type InitializeResult, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnyKind } from '../core/kind.ts';
import { Linter } from '../core/lint.ts';
import { Configs } from '../settings/findConfig.ts';
import { codeActions } from './actions/codeActions.ts';
import { capabilitiesFor } from './capabilities.ts';
import { type Client, clientOf } from './client.ts';
import type { Delivery } from './delivery.ts';
import { DocumentSettings } from './documentSettings.ts';
import { EditorSettings } from './editorSettings.ts';
import { answerFeatures, renewFeatures } from './features/answer.ts';
import { isConfig, watchFiles } from './fileChanges.ts';
import { FilesAround, fileSource } from './filesAround.ts';
import { Folders } from './folders.ts';
import { type Complain, complainOnce, guardWith } from './guard.ts';
import { hover } from './hover.ts';
import { IgnoreInConfig } from './ignore/inConfig.ts';
import { LineEdits } from './lineEdits.ts';
import { Linting } from './linting.ts';
import { lintedNotification, lintedParams } from './messages.ts';
import { noDiagnostics, pullDiagnostics } from './pull.ts';
import { Push } from './push.ts';
import { fileReader } from './readFile.ts';
import { Refresh } from './refresh.ts';
import type { Runtime } from './runtime.ts';

/** Starts the language server on a connection that is not listening yet. */
export function startServer(
  connection: Connection,
  runtime: Runtime,
  kinds: readonly AnyKind[],
  version?: string,
): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params);
    serve(connection, runtime, kinds, client);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'podseal', ...(version === undefined ? {} : { version }) },
    };
  });
  connection.listen();
}

function serve(connection: Connection, runtime: Runtime, kinds: readonly AnyKind[], client: Client): void {
  const complain = complainOnce(message => connection.console.error(message));
  const linter = new Linter(kinds, (rule, error) => complain(rule.id, error));
  const edits = new LineEdits();
  const documents = new TextDocuments(edits);
  const folders = new Folders(client.folders);
  const readFile = fileReader(documents, connection, client, runtime);
  const configs = new Configs(readFile);
  const editor = new EditorSettings(connection, client);
  const settings = new DocumentSettings(editor, configs, folders, runtime.now);
  const around = new FilesAround(fileSource(readFile, connection, client, runtime), folders);
  const linting = new Linting(linter, documents, edits, settings, around, runtime.now(), (result, milliseconds) => {
    if (client.wantsLinted) void connection.sendNotification(lintedNotification, lintedParams(result, milliseconds));
  });
  const ignoring = new IgnoreInConfig(linter, documents, settings, folders, readFile, client);

  const guard = guardWith(runtime, complain);
  connection.languages.diagnostics.on(guard('diagnostics', noDiagnostics, pullDiagnostics(linting, client.locale)));
  connection.onCodeAction(guard('code actions', [], codeActions(linting, client, ignoring)));
  connection.onHover(guard('hover', null, hover(linting, client)));
  answerFeatures(connection, guard, linting, client, editor);

  const delivery = client.pulls
    ? new Refresh(connection, client)
    : new Push(connection, documents, linting, runtime, client.locale, complain);
  follow({ connection, client, complain, documents, folders, configs, editor, around, linting, delivery });
}

/** Everything that changes over time. */
interface State {
  readonly connection: Connection;
  readonly client: Client;
  readonly complain: Complain;
  readonly documents: TextDocuments<TextDocument>;
  readonly folders: Folders;
  readonly configs: Configs;
  readonly editor: EditorSettings;
  readonly around: FilesAround;
  readonly linting: Linting;
  readonly delivery: Delivery;
}

function follow(state: State): void {
  const { connection, client, complain, documents, folders, configs, editor, around, linting, delivery } = state;
  const configChanged = () => {
    configs.forget();
    delivery.renew();
    renewFeatures(connection, client);
  };
  /** What the editor shows of a file counts, saved or not. */
  const filesChanged = (...changes: readonly { readonly uri: string; readonly isNew: boolean }[]) => {
    const matter = changes.filter(({ uri, isNew }) => around.forget(uri, isNew));
    if (changes.some(({ uri }) => isConfig(uri))) configChanged();
    else if (matter.length > 0) delivery.renew();
  };
  documents.onDidChangeContent(({ document: { uri } }) => {
    delivery.changed(uri);
    filesChanged({ uri, isNew: false });
  });
  documents.onDidClose(({ document: { uri } }) => {
    linting.forget(uri);
    editor.forget(uri);
    delivery.closed(uri);
    filesChanged({ uri, isNew: false });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    filesChanged(...changes.map(({ uri, type }) => ({ uri, isNew: type !== FileChangeType.Changed })));
  });
  connection.onDidChangeConfiguration(params => {
    editor.changed(params.settings);
    delivery.renew();
    renewFeatures(connection, client);
  });
  connection.onInitialized(() => {
    watchFiles(connection, client).catch(error => complain('registration', error));
    if (!client.tellsFolderChanges) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      folders.changed(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
      around.forgetAll();
      configChanged();
    });
  });
  documents.listen(connection);
}
