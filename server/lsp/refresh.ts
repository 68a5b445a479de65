import type { Connection } from 'vscode-languageserver';
import type { Client } from './client.ts';
import type { Delivery } from './delivery.ts';

/** For clients that pull: they only have to be told when to do so again without an edit. */
export class Refresh implements Delivery {
  readonly #connection: Connection;
  readonly #client: Client;
  #isAsking = false;
  #isWantedAgain = false;

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
  }

  changed(): void {}
  closed(): void {}

  /** While one request is under way, at most one more waits. */
  renew(): void {
    if (!this.#client.pullsAgainWhenTold) return;
    if (this.#isAsking) this.#isWantedAgain = true;
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    do {
      this.#isWantedAgain = false;
      await this.#connection.languages.diagnostics.refresh().catch(() => {});
    } while (this.#isWantedAgain);
    this.#isAsking = false;
  }
}
