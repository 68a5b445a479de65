import { dayOf, type Settings } from '../core/settings.ts';
import type { ConfigFile } from '../settings/configFile.ts';
import type { Configs } from '../settings/findConfig.ts';
import { resolveSettings } from '../settings/resolve.ts';
import type { EditorSettings } from './editorSettings.ts';
import type { Folders } from './folders.ts';
import type { Runtime } from './runtime.ts';

/** What documents are judged by: the editor's settings above those of the nearest config file. */
export class DocumentSettings {
  readonly #editor: EditorSettings;
  readonly #configs: Configs;
  readonly #folders: Folders;
  readonly #now: Runtime['now'];

  constructor(editor: EditorSettings, configs: Configs, folders: Folders, now: Runtime['now']) {
    this.#editor = editor;
    this.#configs = configs;
    this.#folders = folders;
    this.#now = now;
  }

  /** Undefined: the config file excludes it. */
  async of(uri: string): Promise<Settings | undefined> {
    return this.by(await this.configOf(uri), uri);
  }

  configOf(uri: string): Promise<ConfigFile | undefined> {
    return this.#configs.configFor(this.#folders.placeOf(uri));
  }

  /** As if this were the config file. */
  async by(config: ConfigFile | undefined, uri: string): Promise<Settings | undefined> {
    const overrides = await this.#editor.of(uri);
    const path = this.#folders.placeOf(uri);
    if (config?.exclude(path)) return undefined;
    return resolveSettings(config, overrides, path, dayOf(this.#now()));
  }
}
