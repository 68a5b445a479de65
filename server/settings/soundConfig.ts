import { podmanVersionPattern } from '../core/podmanVersion.ts';
import type { Ignore, Settings } from '../core/settings.ts';
import type { Config } from '../parse/config/config.ts';
import { pointerTo } from '../parse/jsonPointer.ts';
import { faultyPointers } from './faults.ts';

/** What a config file may set. */
export type ProjectSettings = Omit<Settings, 'ignore' | 'today'>;

/** What the schema of `.podseal.yaml` allows. */
export interface ConfigData extends Partial<ProjectSettings> {
  readonly ignore?: readonly Ignore[];
  readonly exclude?: readonly string[];
  readonly scan?: ScanSettings;
}

/** What the host scan is told by the config. */
export interface ScanSettings {
  readonly profile?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly imageAgeDays?: number;
  readonly unusedDays?: number;
  readonly waivers?: readonly {
    readonly check: string;
    readonly resource?: string;
    readonly reason: string;
    readonly until: string;
    readonly owner?: string;
  }[];
}

/** The parts of a config that are as they should be. */
export function soundConfig(config: Config): ConfigData {
  const { podman } = (config.value ?? {}) as { podman?: unknown };
  if (typeof podman !== 'number') return soundParts(config.value);
  // 5.10 is another version than 5.1, which is what YAML makes of it.
  const { start, end } = config.places.get('/podman')?.value ?? { start: 0, end: 0 };
  const written = config.text.slice(start, end);
  const sound = soundParts(config.value);
  return podmanVersionPattern.test(written) ? { ...sound, podman: written } : sound;
}

/** For settings that come from elsewhere than a config file, too. */
export function soundParts(value: unknown): ConfigData {
  const faulty = faultyPointers(value).map(wholeEntry);
  const sound = prune(value, '', new Set(faulty)) ?? {};
  return Object.fromEntries(Object.entries(sound).filter(([, part]) => part !== null)) as ConfigData;
}

/** An entry with a mistake in it would silence more than was meant: it silences nothing. */
const wholeEntry = (pointer: string): string => /^\/(?:ignore|scan\/waivers)\/\d+(?=\/)/.exec(pointer)?.[0] ?? pointer;

function prune(value: unknown, pointer: string, faulty: ReadonlySet<string>): object | undefined {
  if (faulty.has(pointer)) return undefined;
  const keep = (part: unknown, at: string): unknown =>
    typeof part === 'object' && part !== null ? prune(part, at, faulty) : faulty.has(at) ? undefined : part;
  if (Array.isArray(value)) {
    return value.map((item, i) => keep(item, pointerTo(pointer, i))).filter(item => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).map(([key, part]) => [key, keep(part, pointerTo(pointer, key))] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}
