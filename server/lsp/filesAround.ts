import type { Connection } from 'vscode-languageserver';
import { unknownWorkspace, type Workspace } from '../core/workspace.ts';
import type { ReadFile } from '../settings/findConfig.ts';
import { type FileSource, KnownFiles } from '../workspace/knownFiles.ts';
import type { Client } from './client.ts';
import type { Folders } from './folders.ts';
import { listFilesRequest } from './messages.ts';
import type { Runtime } from './runtime.ts';
import { pathOf, schemeOf, uriBeside } from './uris.ts';

/** What rules may know of the files around open documents. Paths in it are URIs as `pathOf` makes them. */
export class FilesAround {
  readonly #known: KnownFiles;
  readonly #folders: Folders;

  constructor(source: FileSource, folders: Folders) {
    this.#known = new KnownFiles(source);
    this.#folders = folders;
  }

  /** Another number once something else is known. */
  get state(): number {
    return this.#known.state;
  }

  of(uri: string): Workspace {
    if (schemeOf(uri) === 'untitled') return unknownWorkspace;
    return this.#known.around(pathOf(uri), pathOf(this.#folders.around(uri)));
  }

  judge<T>(judge: () => T): Promise<T> {
    return this.#known.judge(judge);
  }

  /** See KnownFiles.forget. */
  forget(uri: string, isNew: boolean): boolean {
    return this.#known.forget(pathOf(uri), isNew);
  }

  forgetAll(): void {
    this.#known.forgetAll();
  }
}

/** From the editor if a file is open there, else from disk, else through the client. */
export function fileSource(
  readFile: ReadFile,
  connection: Connection,
  { listsFiles }: Client,
  { listDisk }: Runtime,
): FileSource {
  return {
    readFile: path => readFile(uriBeside('', path)),
    async listFiles(path) {
      const uri = uriBeside('', path);
      if (listDisk && schemeOf(uri) === 'file') return listDisk(uri);
      if (!listsFiles) return 'too-many';
      const answer = await connection.sendRequest(listFilesRequest, { uri });
      if (answer === null) return undefined;
      return Array.isArray(answer.files) ? answer.files : 'too-many';
    },
  };
}
