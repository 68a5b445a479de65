import { Disposable, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FileParams,
  type ListFilesResult,
  listFilesMethod,
  type ReadFileResult,
  readFileMethod,
} from '../server/lsp/protocol.ts';
import { certainlyTooLarge, keptClosed } from '../server/workspace/limits.ts';

/** Folders with more than these are not listed: each folder in them is a question to somebody far away. */
const mostFiles = 5_000;
/** May lie above the workspace's folder. */
const configFile = /(?:^|\/)\.podseal\.ya?ml$/;

/** Reads and lists files of the workspace for a server that has no file system: in a browser or a virtual workspace. */
export const serveFiles = (client: BaseLanguageClient): Disposable =>
  Disposable.from(
    client.onRequest(readFileMethod, ({ uri }: FileParams): ReadFileResult | Promise<ReadFileResult> => {
      const file = Uri.parse(uri, true);
      return configFile.test(file.path) || isInWorkspace(file) ? unlessMissing(textOf(file)) : null;
    }),
    client.onRequest(listFilesMethod, ({ uri }: FileParams): ListFilesResult | Promise<ListFilesResult> => {
      const folder = Uri.parse(uri, true);
      return isInWorkspace(folder) ? unlessMissing(filesBelow(folder)) : null;
    }),
  );

const isInWorkspace = (uri: Uri): boolean => workspace.getWorkspaceFolder(uri) !== undefined;

async function unlessMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FileSystemError && /^FileNotFound|^FileNotADirectory|^FileIsADirectory/.test(error.code)) {
      return null;
    }
    throw error;
  }
}

async function textOf(file: Uri): Promise<ReadFileResult> {
  const { size } = await workspace.fs.stat(file);
  if (size > certainlyTooLarge) throw new Error(`${file.path} is too large`);
  return { text: new TextDecoder('utf-8', { fatal: true }).decode(await workspace.fs.readFile(file)) };
}

async function filesBelow(folder: Uri): Promise<ListFilesResult> {
  const files: string[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const [name, type] of await workspace.fs.readDirectory(Uri.joinPath(folder, at))) {
      if ((type & FileType.Directory) === 0 || (type & FileType.SymbolicLink) !== 0) files.push(at + name);
      else if (keptClosed.has(name)) files.push(`${at}${name}/`);
      else waiting.push(`${at}${name}/`);
    }
    if (files.length + waiting.length > mostFiles) return { files: 'too-many' };
  }
  return { files: files.sort() };
}
