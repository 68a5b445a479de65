import { cleanPath, parentsOf } from '../../core/path.ts';
import { globMatcher } from './glob.ts';
import type { IgnoreFile } from './ignoreFile.ts';

/**
 * What a COPY of `source` gets out of a build context.
 * @param files everything in the context; a path with a slash at its end is a folder whose insides are not listed
 */
export function reaching(
  files: readonly string[],
  source: string,
  ignore: IgnoreFile | undefined,
  excludes: readonly string[] = [],
): string[] {
  const isWanted = inside(source);
  const without = excludes.map(glob => globMatcher(cleanPath(glob)));
  const folders = new Map<string, boolean>();
  return files.filter(file => {
    const path = file.endsWith('/') ? file.slice(0, -1) : file;
    if (!isWanted(path) || ignore?.leavesOut(path)) return false;
    const above = parentsOf(path);
    if (without.some(matches => matches(path) || above.some(matches))) return false;
    return !ignore || above.every(folder => isWalked(folder, ignore, folders) || !isWanted(folder));
  });
}

/** Podman does not look into a folder that is left out, unless an exception may bring back something in it. */
function isWalked(folder: string, ignore: IgnoreFile, known: Map<string, boolean>): boolean {
  const found = known.get(folder);
  if (found !== undefined) return found;
  const walked = !ignore.leavesOut(folder) || ignore.hasExceptionBelow(folder);
  known.set(folder, walked);
  return walked;
}

/** Whether a path is what a source names, or lies in it. */
function inside(source: string): (path: string) => boolean {
  const root = cleanPath(`/${source}`).slice(1);
  if (root === '') return () => true;
  const matches = globMatcher(root);
  const depth = root.split('/').length;
  if (root.includes('**')) return path => matches(path) || parentsOf(path).some(matches);
  return path => matches(path.split('/').slice(0, depth).join('/'));
}
