import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type IgnoreChain, ignoresAbove, ignoresIn, isIgnored } from './walkIgnore.ts';

/** Never ours to judge, whatever .gitignore says. */
const skipped = new Set(['.git', 'node_modules']);

/**
 * Every regular file below a folder that git does not ignore, in the order of the names. Symbolic links are not
 * followed: what they lead to is judged where it lies, once.
 * @param onFailure told of folders that cannot be read; the others are still walked
 */
export async function* walk(
  folder: string,
  onFailure: (folder: string, error: unknown) => void,
): AsyncGenerator<string> {
  yield* walkFolder(folder, await ignoresAbove(path.resolve(folder)), onFailure);
}

async function* walkFolder(
  folder: string,
  above: IgnoreChain,
  onFailure: (folder: string, error: unknown) => void,
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(error => {
    onFailure(folder, error);
    return [];
  });
  const chain = await ignoresIn(path.resolve(folder), above);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if ((!isFolder && !entry.isFile()) || (isFolder && skipped.has(entry.name))) continue;
    if (isIgnored(path.resolve(file), isFolder, chain)) continue;
    if (isFolder) yield* walkFolder(file, chain, onFailure);
    else yield file;
  }
}
