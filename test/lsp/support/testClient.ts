import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import {
  type ClientCapabilities,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type LogMessageParams,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnyKind } from '../../../server/core/kind.ts';
import type { Span } from '../../../server/core/span.ts';
import type { LintedParams } from '../../../server/lsp/protocol.ts';
import { startServer } from '../../../server/lsp/server.ts';
import { Arrivals } from './arrivals.ts';
import { note } from './noteKind.ts';

export interface Options {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly locale?: string;
  readonly kinds?: readonly AnyKind[];
  readonly folders?: readonly string[];
  /** By URI: what the server finds on disk. May be changed while it runs. */
  readonly disk?: {
    get(uri: string): string | undefined | Promise<string | undefined>;
    keys?(): Iterable<string>;
    set?(uri: string, text: string): unknown;
    delete?(uri: string): unknown;
  };
  /** Answers `workspace/configuration`. */
  readonly configuration?: (uri: string | undefined) => unknown;
}

/** What VS Code can do, as far as it matters here. */
export const editor: ClientCapabilities = {
  textDocument: { diagnostic: {}, hover: { contentFormat: ['markdown', 'plaintext'] } },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

/** An editor's end of a language server that runs in the same process. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly published = new Arrivals<PublishDiagnosticsParams>();
  readonly refreshes = new Arrivals<null>();
  readonly linted = new Arrivals<LintedParams>();
  readonly logged = new Arrivals<LogMessageParams>();
  readonly registered: string[] = [];
  readonly readFromDisk: string[] = [];
  readonly #documents = new Map<string, TextDocument>();
  readonly #disk: Options['disk'];

  private constructor(options: Options) {
    const up = new PassThrough();
    const down = new PassThrough();
    const disk = options.disk ?? new Map<string, string>();
    this.#disk = options.disk;
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    const runtime = {
      readDisk: async (uri: string) => {
        this.readFromDisk.push(uri);
        return disk.get(uri);
      },
      listDisk: async (folder: string) => {
        const below = [...(disk.keys?.() ?? [])].filter(uri => uri.startsWith(`${folder}/`));
        return below.map(uri => decodeURIComponent(uri.slice(folder.length + 1)));
      },
      nextTurn: () => setImmediate(),
      now: () => new Date(2026, 5, 1, 12),
    };
    startServer(server, runtime, options.kinds ?? [note]);
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#listen(options);
  }

  static async start(options: Options = {}): Promise<TestClient> {
    const client = new TestClient(options);
    await client.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? editor,
      initializationOptions: options.initializationOptions,
      locale: options.locale,
      workspaceFolders: options.folders?.map(uri => ({ uri, name: uri })) ?? null,
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  open(uri: string, text: string, languageId = 'note'): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    const textDocument = { uri, languageId, version: 1, text };
    return this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Replaces the first `old` by `text`. */
  change(uri: string, old: string, text: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(old);
    return this.edit(uri, { start, end: start + old.length }, text);
  }

  edit(uri: string, { start, end }: Span, text: string): Promise<void> {
    return this.#send(uri, [{ range: this.range(uri, start, end), text }]);
  }

  close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  /** The texts under the diagnostics, each with its rule. */
  async findings(uri: string): Promise<string[]> {
    return (await this.diagnostics(uri)).map(({ range, code }) => `${code} ${this.document(uri).getText(range)}`);
  }

  /** Asks with the cursor at the first `word`. */
  actions(uri: string, word: string, only?: string[]): Promise<CodeAction[]> {
    const at = this.positionOf(uri, word);
    const context = { diagnostics: [], ...(only ? { only } : {}) };
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context,
    });
  }

  hover(uri: string, word: string): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: this.positionOf(uri, word),
    });
  }

  /** Makes the edits as an editor does: it refuses those for another version. Answers the changed texts. */
  async apply(edit: WorkspaceEdit | undefined): Promise<string[]> {
    const texts: string[] = [];
    for (const change of edit?.documentChanges ?? []) {
      if (!('edits' in change)) continue;
      const { uri, version } = change.textDocument;
      const document = this.#documents.get(uri) ?? TextDocument.create(uri, '', 0, (await this.#disk?.get(uri)) ?? '');
      if (version !== null && version !== document.version) throw new Error(`an edit for version ${version} of ${uri}`);
      const edits = change.edits.filter(edit => 'newText' in edit);
      const text = TextDocument.applyEdits(document, edits);
      if (this.#documents.has(uri)) await this.#send(uri, [{ text }]);
      else await this.#write(uri, text);
      texts.push(text);
    }
    return texts;
  }

  #write(uri: string, text: string): Promise<void> {
    this.#disk?.set?.(uri, text);
    return this.#tell(uri, 1);
  }

  /** From the disk. */
  remove(uri: string): Promise<void> {
    this.#disk?.delete?.(uri);
    return this.#tell(uri, 3);
  }

  #tell(uri: string, type: 1 | 3): Promise<void> {
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  positionOf(uri: string, word: string): Position {
    const document = this.document(uri);
    return document.positionAt(document.getText().indexOf(word));
  }

  range(uri: string, start: number, end: number) {
    const document = this.document(uri);
    return { start: document.positionAt(start), end: document.positionAt(end) };
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  stop(): void {
    this.connection.dispose();
  }

  #send(uri: string, contentChanges: Parameters<typeof TextDocument.update>[1]): Promise<void> {
    const document = this.document(uri);
    const version = document.version + 1;
    const params = { textDocument: { uri, version }, contentChanges: structuredClone(contentChanges) };
    this.#documents.set(uri, TextDocument.update(document, contentChanges, version));
    return this.connection.sendNotification('textDocument/didChange', params);
  }

  #listen({ configuration = () => null, disk }: Options): void {
    const { connection } = this;
    connection.onNotification('textDocument/publishDiagnostics', params => this.published.add(params));
    connection.onNotification('window/logMessage', params => this.logged.add(params));
    connection.onNotification('podseal/linted', params => this.linted.add(params));
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes.add(null);
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => configuration(scopeUri)),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      return null;
    });
    connection.onRequest('podseal/readFile', async ({ uri }: { uri: string }) => {
      const text = await disk?.get(uri);
      return text === undefined ? null : { text };
    });
    connection.onRequest('podseal/listFiles', ({ uri }: { uri: string }) => ({
      files: [...(disk?.keys?.() ?? [])]
        .filter(file => file.startsWith(`${uri}/`))
        .map(file => file.slice(uri.length + 1)),
    }));
    connection.listen();
  }
}
