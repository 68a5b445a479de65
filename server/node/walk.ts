import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type IgnoreChain, ignoresAbove, ignoresIn, isIgnored } from './walkIgnore.ts';

/** Never ours to judge, whatever .gitignore says. */
const skipped = new Set(['.git', 'node_modules']);

/**
 * Every regular file below a folder that git does not ignore, in the order of the names. Symbolic links are not
 * followed: what they lead to is judged where it lies, once.
 * @param folder relative to `cwd`, or absolute: the paths that come out are spelled as this one is
 * @param onFailure told of folders that cannot be read; the others are still walked
 */
export async function* walk(
  folder: string,
  cwd: string,
  onFailure: (folder: string, error: unknown) => void,
): AsyncGenerator<string> {
  const root = path.resolve(cwd, folder);
  const above = await ignoresAbove(root);
  // Who names an ignored folder means it.
  yield* walkFolder(root, folder, isIgnored(root, true, above) ? [] : above, onFailure);
}

/** @param shown the folder in the spelling given */
async function* walkFolder(
  folder: string,
  shown: string,
  above: IgnoreChain,
  onFailure: (folder: string, error: unknown) => void,
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(error => {
    onFailure(shown, error);
    return [];
  });
  const hasIgnores = entries.some(({ name }) => name === '.gitignore');
  const chain = hasIgnores ? await ignoresIn(folder, above) : above;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    const isFolder = entry.isDirectory();
    if ((!isFolder && !entry.isFile()) || (isFolder && skipped.has(entry.name))) continue;
    if (isIgnored(file, isFolder, chain)) continue;
    if (isFolder) yield* walkFolder(file, joined(shown, entry.name), chain, onFailure);
    else yield joined(shown, entry.name);
  }
}

/** In the spelling given, where path.join would change it: `./a` stays `./a`. */
const joined = (folder: string, name: string): string => {
  const parent = folder.replace(/[/\\]+$/, '');
  return parent === '.' ? name : `${parent}${path.sep}${name}`;
};
