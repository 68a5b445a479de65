import type { Disposable, LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The server's life. Starts and restarts happen one after the other, however fast they are asked for. */
export class LanguageServer implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #log: LogOutputChannel;
  #last: Promise<void> = Promise.resolve();

  constructor(client: BaseLanguageClient, log: LogOutputChannel) {
    this.#client = client;
    this.#log = log;
  }

  start(): Promise<void> {
    return this.#afterwards(() => this.#client.start());
  }

  restart(): Promise<void> {
    void this.stop();
    return this.start();
  }

  stop(): Promise<void> {
    return this.#afterwards(async () => {
      if (this.#client.needsStop()) await this.#client.stop();
    });
  }

  dispose(): Promise<void> {
    return this.stop();
  }

  /** A step that fails is logged and does not keep the next one from being tried. */
  #afterwards(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step).catch(error => this.#log.error(error));
    return this.#last;
  }
}
