import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** The .gitignore files that hold in a folder, from the outermost to its own. */
export type IgnoreChain = readonly { readonly folder: string; readonly patterns: Ignore }[];

/** What holds in `folder` because of the folders above it, up to the root of its git repository. */
export async function ignoresAbove(folder: string): Promise<IgnoreChain> {
  const above: string[] = [];
  for (let at = folder; !(await exists(path.join(at, '.git'))); at = path.dirname(at)) {
    // No repository: the folders above have nothing to say.
    if (path.dirname(at) === at) return [];
    above.unshift(path.dirname(at));
  }
  let chain: IgnoreChain = [];
  for (const parent of above) chain = await ignoresIn(parent, chain);
  return chain;
}

/** The chain with the folder's own .gitignore, if it has one. */
export async function ignoresIn(folder: string, chain: IgnoreChain): Promise<IgnoreChain> {
  const text = await readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => '');
  return text === ''
    ? chain
    : [...chain, { folder, patterns: ignore({ ignorecase: false }).add(text.replace(/^\ufeff/, '')) }];
}

/** The innermost file that says something decides, as in git. */
export function isIgnored(file: string, isFolder: boolean, chain: IgnoreChain): boolean {
  for (const { folder, patterns } of chain.toReversed()) {
    const relative = path.relative(folder, file).replaceAll(path.sep, '/') + (isFolder ? '/' : '');
    if (!ignore.isPathValid(relative)) continue;
    const { ignored, unignored } = patterns.test(relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
