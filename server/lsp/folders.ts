import { folderOf } from '../settings/paths.ts';
import { schemeOf } from './uris.ts';

/** The workspace's folders, as URIs without a slash at their end. */
export class Folders {
  #folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.#folders = folders.map(withoutSlash);
  }

  changed(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(withoutSlash));
    this.#folders = [...this.#folders.filter(folder => !gone.has(folder)), ...added.map(withoutSlash)];
  }

  /** Where a document counts as lying: what was never saved, in the workspace's folder if there is but one. */
  placeOf(uri: string): string {
    const [folder, ...others] = this.#folders;
    if (schemeOf(uri) !== 'untitled' || folder === undefined || others.length > 0) return uri;
    return `${folder}/${uri.slice('untitled:'.length).replace(/^\/+/, '')}`;
  }

  /** The workspace's folder around a document, or else the document's own. */
  around(uri: string): string {
    const around = this.#folders.filter(folder => uri.startsWith(`${folder}/`));
    return around.sort((a, b) => b.length - a.length)[0] ?? folderOf(uri);
  }
}

const withoutSlash = (uri: string): string => uri.replace(/\/+$/, '');
