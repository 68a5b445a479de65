import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale } from '../core/text.ts';
import type { Delivery } from './delivery.ts';
import type { Complain } from './guard.ts';
import type { Linting } from './linting.ts';
import { diagnosticsOf } from './pull.ts';
import type { Runtime } from './runtime.ts';

/** Publishes diagnostics to clients that do not ask for them. */
export class Push implements Delivery {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #linting: Linting;
  readonly #runtime: Runtime;
  readonly #locale: Locale;
  readonly #complain: Complain;
  readonly #waiting = new Set<string>();

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    linting: Linting,
    runtime: Runtime,
    locale: Locale,
    complain: Complain,
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#linting = linting;
    this.#runtime = runtime;
    this.#locale = locale;
    this.#complain = complain;
  }

  changed(uri: string): void {
    void this.#publish(uri);
  }

  closed(uri: string): void {
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  renew(): void {
    for (const uri of this.#documents.keys()) this.changed(uri);
  }

  /** Changes that arrive together are answered once, with the last one's version. */
  async #publish(uri: string): Promise<void> {
    if (this.#waiting.has(uri)) return;
    this.#waiting.add(uri);
    try {
      await this.#runtime.nextTurn();
      this.#waiting.delete(uri);
      const result = await this.#linting.of(uri);
      if (!result) return;
      const { version } = result.document;
      await this.#connection.sendDiagnostics({
        uri,
        version,
        diagnostics: diagnosticsOf(result, this.#linting, this.#locale),
      });
    } catch (error) {
      this.#waiting.delete(uri);
      this.#complain('diagnostics', error);
    }
  }
}
