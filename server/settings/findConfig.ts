import { largestText } from '../core/ownRules.ts';
import { type ConfigFile, parseConfigFile } from './configFile.ts';
import { foldersAbove } from './paths.ts';

/** Answers a file's text, or undefined if there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

export const configNames: readonly string[] = ['.podseal.yaml', '.podseal.yml'];

/** Finds which config holds for a file: the nearest one upwards. */
export class Configs {
  readonly #readFile: ReadFile;
  /** By folder: the config in it, or that there is none. */
  readonly #inFolder = new Map<string, Promise<ConfigFile | undefined>>();

  constructor(readFile: ReadFile) {
    this.#readFile = readFile;
  }

  /** Takes a path or URI with forward slashes. Never throws: what cannot be read is not there. */
  async configFor(path: string): Promise<ConfigFile | undefined> {
    for (const folder of foldersAbove(path)) {
      const config = await this.#configIn(folder);
      if (config) return config;
    }
    return undefined;
  }

  /** To be called when a config file was made, changed or deleted. */
  forget(): void {
    this.#inFolder.clear();
  }

  #configIn(folder: string): Promise<ConfigFile | undefined> {
    const known = this.#inFolder.get(folder);
    if (known) return known;
    const config = this.#read(folder);
    this.#inFolder.set(folder, config);
    return config;
  }

  async #read(folder: string): Promise<ConfigFile | undefined> {
    for (const name of configNames) {
      const path = `${folder}/${name}`;
      const text = await this.#readFile(path).catch(() => undefined);
      if (text !== undefined && text.length <= largestText) return parseConfigFile(path, text);
    }
    return undefined;
  }
}
