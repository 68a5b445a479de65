import type { Connection } from 'vscode-languageserver';
import type { Overrides } from '../settings/resolve.ts';
import type { Client } from './client.ts';
import { hintsWantedBy, lensesWantedBy, overridesOf, type WantedHints, type WantedLenses } from './overrides.ts';

/** What a section `podseal` of the editor's settings says. */
interface Section {
  readonly overrides: Overrides;
  readonly hints: WantedHints;
  readonly lenses: WantedLenses;
}

const read = (section: unknown): Section => ({
  overrides: overridesOf(section),
  hints: hintsWantedBy(section),
  lenses: lensesWantedBy(section),
});

/** The editor's `podseal.*` settings for each resource, as long as nobody says that they changed. */
export class EditorSettings {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #byUri = new Map<string, Promise<Section>>();
  #everywhere: Section;

  constructor(connection: Connection, client: Client) {
    this.#connection = connection;
    this.#client = client;
    this.#everywhere = read(client.settings);
  }

  async of(uri: string): Promise<Overrides> {
    return (await this.#section(uri)).overrides;
  }

  async hints(uri: string): Promise<WantedHints> {
    return (await this.#section(uri)).hints;
  }

  async lenses(uri: string): Promise<WantedLenses> {
    return (await this.#section(uri)).lenses;
  }

  #section(uri: string): Promise<Section> {
    if (!this.#client.answersConfiguration) return Promise.resolve(this.#everywhere);
    const known = this.#byUri.get(uri);
    if (known) return known;
    const asked = this.#ask(uri);
    this.#byUri.set(uri, asked);
    return asked;
  }

  /** `payload` is what `workspace/didChangeConfiguration` carries: null where the client wants to be asked. */
  changed(payload: unknown): void {
    this.#byUri.clear();
    const settings = (payload as { podseal?: unknown } | null | undefined)?.podseal;
    if (settings !== undefined) this.#everywhere = read(settings);
  }

  forget(uri: string): void {
    this.#byUri.delete(uri);
  }

  /** A client that fails to answer is asked again the next time, and until then has no settings. */
  async #ask(uri: string): Promise<Section> {
    try {
      return read(await this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'podseal' }));
    } catch {
      this.#byUri.delete(uri);
      return read({});
    }
  }
}
