import { baseName } from '../core/path.ts';
import type { Workspace } from '../core/workspace.ts';
import { folderOf, foldersAbove, resolvePath } from '../settings/paths.ts';
import { largestFile } from './limits.ts';

/** Where files are read from: a disk, or an editor's file system. Takes absolute paths or URIs. May reject. */
export interface FileSource {
  /** Undefined: there is no such file. */
  readFile(path: string): Promise<string | undefined>;
  /** See Workspace.filesBelow; undefined: there is no such folder; 'too-many': nobody wants to know. */
  listFiles(folder: string): Promise<readonly string[] | 'too-many' | undefined>;
}

type Answer<T> = T | null | undefined;

/** Questions that answers bring up: a policy that names a key, a folder that holds an ignore file. */
const mostRounds = 8;

/** What has been read around the judged files. What somebody asks for the first time is unknown until `judge` has read it. */
export class KnownFiles {
  readonly #source: FileSource;
  readonly #texts = new Map<string, Answer<string>>();
  readonly #lists = new Map<string, Answer<readonly string[]>>();
  readonly #wantedTexts = new Set<string>();
  readonly #wantedLists = new Set<string>();
  /** What `around` has made since something was learnt last. */
  readonly #workspaces = new Map<string, Workspace>();
  #state = 0;

  constructor(source: FileSource) {
    this.#source = source;
  }

  /** Another number once something else is known. */
  get state(): number {
    return this.#state;
  }

  /**
   * The workspace as a file sees it.
   * @param file absolute path or URI
   * @param root the folder that nothing is read outside of; without, nothing is read
   * @param named a file that the user has named, which is read wherever it lies
   */
  around(file: string, root: string | undefined, named?: string): Workspace {
    const key = JSON.stringify([file, root, named]);
    const known = this.#workspaces.get(key) ?? this.#around(file, root, named);
    this.#workspaces.set(key, known);
    return known;
  }

  #around(file: string, root: string | undefined, named?: string): Workspace {
    const folder = folderOf(file);
    const isInside = (path: string) =>
      path === named || (root !== undefined && (path === root || path.startsWith(`${root}/`)));
    const ask = <T>(path: string, known: Map<string, Answer<T>>, wanted: Set<string>): Answer<T> => {
      const absolute = resolvePath(folder, path);
      if (!isInside(absolute)) return undefined;
      if (!known.has(absolute)) wanted.add(absolute);
      return known.get(absolute);
    };
    const up = foldersAbove(file).filter(isInside);
    return {
      fileName: baseName(file),
      filePath: file,
      read: path => ask(path, this.#texts, this.#wantedTexts),
      filesBelow: path => ask(path, this.#lists, this.#wantedLists),
      foldersUp: up.map((_, i) => (i === 0 ? '.' : Array(i).fill('..').join('/'))),
    };
  }

  /** Judges until nothing is asked any more that could be read. */
  async judge<T>(judge: () => T): Promise<T> {
    for (let round = 0; round < mostRounds; round++) {
      const judged = judge();
      if (this.#wantedTexts.size === 0 && this.#wantedLists.size === 0) return judged;
      await this.#learn();
    }
    return judge();
  }

  /**
   * To be called when a file or folder was made, changed or deleted. Whether somebody has asked for it.
   * @param isNew made or deleted: lists of the folders above it are out of date, too
   */
  forget(path: string, isNew: boolean): boolean {
    const wasRead = this.#texts.delete(path);
    const lists = isNew ? [...this.#lists.keys()].filter(folder => `${path}/`.startsWith(`${folder}/`)) : [];
    for (const folder of lists) this.#lists.delete(folder);
    const isKnown = wasRead || lists.length > 0;
    if (isKnown) this.#change();
    return isKnown;
  }

  forgetAll(): void {
    this.#texts.clear();
    this.#lists.clear();
    this.#change();
  }

  async #learn(): Promise<void> {
    // Answers come one by one: who judges meanwhile asks anew.
    this.#workspaces.clear();
    const texts = taken(this.#wantedTexts);
    const lists = taken(this.#wantedLists);
    await Promise.all([
      ...texts.map(async path => this.#texts.set(path, await this.#text(path))),
      ...lists.map(async folder => this.#lists.set(folder, await this.#list(folder))),
    ]);
    this.#change();
  }

  #change(): void {
    this.#state++;
    this.#workspaces.clear();
  }

  async #text(path: string): Promise<Answer<string>> {
    try {
      const text = await this.#source.readFile(path);
      if (text === undefined) return null;
      return text.length > largestFile ? undefined : text.replace(/^\ufeff/, '');
    } catch {
      return undefined;
    }
  }

  async #list(folder: string): Promise<Answer<readonly string[]>> {
    const files = await this.#source.listFiles(folder).catch(() => 'too-many' as const);
    return files === 'too-many' ? undefined : (files ?? null);
  }
}

function taken(wanted: Set<string>): string[] {
  const all = [...wanted];
  wanted.clear();
  return all;
}
