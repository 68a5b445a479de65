import { defaultSettings, type Settings } from '../core/settings.ts';
import type { ConfigFile } from './configFile.ts';

/** What a caller sets above the config: options of the command line, settings of the editor. */
export type Overrides = {
  readonly [Key in 'profile' | 'fips' | 'podman' | 'policy' | 'rules' | 'syntaxElsewhere']?: Settings[Key] | undefined;
};

/** Equal settings are one object, because the engine remembers its judgements by it. */
const known = new Map<string, Settings>();
/** More than a workspace's configs; the date changes once a day. */
const mostKnown = 200;

/**
 * The settings for one file: overrides on top of its config on top of the defaults.
 * `today` is `YYYY-MM-DD`, local time.
 */
export function resolveSettings(
  config: ConfigFile | undefined,
  overrides: Overrides,
  path: string,
  today: string,
): Settings {
  const settings: Settings = {
    ...defaultSettings,
    ...config?.settings,
    ...given(overrides),
    rules: { ...config?.settings.rules, ...overrides.rules },
    ignore: (config?.ignore ?? []).filter(scoped => scoped.holdsFor(path)).map(scoped => scoped.entry),
    today,
  };
  const key = JSON.stringify(settings);
  const same = known.get(key);
  if (same) return same;
  if (known.size >= mostKnown) known.clear();
  known.set(key, settings);
  return settings;
}

/** Without the keys that are there but undefined. */
const given = (overrides: Overrides): Partial<Settings> =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
