import { cleanPath, parentsOf } from '../../core/path.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Context } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { type CopySource, copiesIn } from './_copies.ts';

/**
 * The folder that `podman build` is given: what the settings say; else the file's own, unless nothing that it copies
 * lies there but in a folder above (`podman build -f docker/Containerfile .`).
 */
export function contextFolder(file: Containerfile, { settings, workspace }: Context): string {
  if (settings.context !== undefined) return settings.context;
  for (const folder of ['.', ...workspace.foldersUp.slice(1)]) {
    const files = workspace.filesBelow(folder);
    const wanted = files === undefined ? [] : plainSources(file);
    if (wanted.length === 0) break;
    if (files && wanted.some(path => pathsIn(files).has(path))) return folder;
  }
  return '.';
}

const sources = new Memory<Containerfile, readonly string[]>();

/** The files and folders of the context that are copied by their names. */
const plainSources = (file: Containerfile): readonly string[] =>
  remember(sources, file, () =>
    copiesIn(file).flatMap(copy => copy.sources.flatMap(source => plainName(source) ?? [])),
  );

function plainName({ by, path }: CopySource): string | undefined {
  const name = by === 'context' && path !== undefined ? cleanPath(`/${path}`).slice(1) : '';
  return name === '' || /[*?[\\]/.test(name) ? undefined : name;
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Files and all folders. */
const pathsIn = (files: readonly string[]): ReadonlySet<string> =>
  remember(known, files, () => {
    const paths = new Set<string>();
    for (const file of files) {
      const path = file.replace(/\/$/, '');
      paths.add(path);
      for (const folder of parentsOf(path)) paths.add(folder);
    }
    return paths;
  });
