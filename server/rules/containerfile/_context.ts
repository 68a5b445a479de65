import { remember } from '../../core/remember.ts';
import type { Context } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { IgnoreFile } from '../../parse/ignore/ignoreFile.ts';
import { reaching } from '../../parse/ignore/reaching.ts';
import { contextFolder } from './_contextFolder.ts';
import type { Copy } from './_copies.ts';

/** What `podman build` is given, as far as the files around are known. */
export interface BuildContext {
  readonly folder: string;
  /** Everything in it; a path with a slash at its end is a folder whose insides are not listed. Undefined: unknown. */
  readonly files: readonly string[] | undefined;
  /** The ignore file that counts; null: there is none; undefined: unknown. */
  readonly ignore: EffectiveIgnore | null | undefined;
}

export interface EffectiveIgnore {
  readonly path: string;
  readonly file: IgnoreFile;
}

export function buildContext(file: Containerfile, context: Context): BuildContext {
  const { workspace } = context;
  const folder = contextFolder(file, context);
  const files = workspace.filesBelow(folder);
  return { folder, files: files ?? undefined, ignore: effectiveIgnore(folder, workspace) };
}

/** Podman takes the first that there is; the last of the file's own two counts (all versions, against their manual). */
function effectiveIgnore(folder: string, workspace: Workspace): EffectiveIgnore | null | undefined {
  const { fileName } = workspace;
  const own = fileName === undefined ? [] : [`${fileName}.dockerignore`, `${fileName}.containerignore`];
  const shared = ['.containerignore', '.dockerignore'].map(name => inFolder(folder, name));
  for (const path of [...own, ...shared]) {
    const text = workspace.read(path);
    if (text === undefined) return undefined;
    if (text !== null) return { path, file: ignoreFile(text) };
  }
  return null;
}

export const inFolder = (folder: string, path: string): string => (folder === '.' ? path : `${folder}/${path}`);

let latest = new IgnoreFile('');

/** The same one for the same text: a project has one, and each keystroke asks for it. */
function ignoreFile(text: string): IgnoreFile {
  if (latest.text !== text) latest = new IgnoreFile(text);
  return latest;
}

const known = new WeakMap<readonly string[], Map<string, readonly string[]>>();

/** What a COPY gets of a source in the context, by what lies there and what is ignored; undefined: unknown. */
export function copiedFiles({ files, ignore }: BuildContext, source: string, { excludes }: Copy) {
  if (!files || ignore === undefined || ignore?.file.isKnown === false) return undefined;
  const found = remember(known, files, () => new Map<string, readonly string[]>());
  const key = JSON.stringify([source, excludes, ignore?.file.text]);
  const copied = found.get(key) ?? reaching(files, source, ignore?.file, excludes);
  if (found.size > 100) found.clear();
  found.set(key, copied);
  return copied;
}
