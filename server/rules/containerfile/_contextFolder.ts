import { remember } from '../../core/remember.ts';
import type { Context } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { foldersOf } from '../../parse/ignore/ignoreFile.ts';
import { cleanPath } from '../../parse/ignore/pattern.ts';
import { copiesIn } from './_copies.ts';

/**
 * The folder that `podman build` is given: what the settings say; else the file's own, unless nothing that it copies
 * lies there but in a folder above (`podman build -f docker/Containerfile .`).
 */
export function contextFolder(file: Containerfile, { settings, workspace }: Context): string {
  if (settings.context !== undefined) return settings.context;
  const wanted = plainSources(file);
  if (wanted.length === 0) return '.';
  const hasSome = (folder: string): boolean | undefined => {
    const files = workspace.filesBelow(folder);
    if (files === undefined) return undefined;
    return files !== null && wanted.some(path => pathsIn(files).has(path));
  };
  for (const folder of ['.', ...workspace.foldersUp.slice(1)]) {
    const isHere = hasSome(folder);
    if (isHere === undefined) break;
    if (isHere) return folder;
  }
  return '.';
}

/** The files and folders of the context that are copied by their names. */
function plainSources(file: Containerfile): string[] {
  const sources = copiesIn(file).flatMap(({ sources }) => sources);
  return sources.flatMap(({ by, path }) => {
    const name = by === 'context' && path !== undefined ? cleanPath(`/${path}`).slice(1) : '';
    return name === '' || /[*?[\\]/.test(name) ? [] : [name];
  });
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Files and all folders. */
const pathsIn = (files: readonly string[]): ReadonlySet<string> =>
  remember(known, files, () => {
    const paths = new Set<string>();
    for (const file of files) {
      const path = file.replace(/\/$/, '');
      paths.add(path);
      for (const folder of foldersOf(path)) paths.add(folder);
    }
    return paths;
  });
