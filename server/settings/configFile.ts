import ignore from 'ignore';
import type { Ignore } from '../core/settings.ts';
import { parseConfig } from '../parse/config/parseConfig.ts';
import { decoded, relativeTo, resolvePath } from './paths.ts';
import { type ConfigData, type ProjectSettings, type ScanSettings, soundConfig } from './soundConfig.ts';

/** A `.podseal.yaml`, as far as it is sound. */
export interface ConfigFile {
  readonly path: string;
  readonly directory: string;
  /** What it sets; the rest is left to others. */
  readonly settings: Partial<ProjectSettings>;
  readonly ignore: readonly ScopedIgnore[];
  /** Of the host scan. */
  readonly scan: ScanSettings;
  /** Whether a file is not to be judged. */
  exclude(path: string): boolean;
}

interface ScopedIgnore {
  readonly entry: Ignore;
  /** Whether the entry's path globs, if it has any, match. */
  holdsFor(path: string): boolean;
}

/** Never throws: what is wrong in the text is left out, and is a finding of the config kind. */
export function parseConfigFile(path: string, text: string): ConfigFile {
  const directory = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  const { exclude, ignore: entries, context, policy, scan, ...settings } = soundConfig(parseConfig(text));
  const absolute = (path: string) => resolvePath(decoded(directory), path);
  return {
    path,
    directory,
    settings: {
      ...settings,
      ...(context === undefined ? {} : { context: absolute(context) }),
      ...(policy === undefined ? {} : { policy: absolute(policy) }),
    },
    ignore: (entries ?? []).map(entry => scoped(entry, directory)),
    scan: scan ?? {},
    exclude: globs(exclude ?? [], directory),
  };
}

const scoped = (entry: NonNullable<ConfigData['ignore']>[number], directory: string): ScopedIgnore => ({
  entry,
  holdsFor: entry.path === undefined ? () => true : globs([entry.path], directory),
});

/** Patterns of .gitignore below a folder. Files outside of it match none. */
function globs(patterns: readonly string[], directory: string): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matcher = ignore({ ignorecase: false }).add([...patterns]);
  return path => {
    const relative = relativeTo(directory, path);
    return relative !== undefined && ignore.isPathValid(relative) && matcher.ignores(relative);
  };
}
