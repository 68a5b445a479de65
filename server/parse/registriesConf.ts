import type { Span } from '../core/span.ts';
import { parseToml } from './toml/parse.ts';
import {
  entryOf,
  isTrue,
  type TomlEntry,
  type TomlFile,
  type TomlScalar,
  type TomlTable,
  tablesIn,
} from './toml/tree.ts';

/** A `[[registry]]` of registries.conf. */
export interface ConfiguredRegistry {
  /** What images it is for: its prefix, or else its location. */
  readonly prefix: string;
  /** Where they are pulled from instead. */
  readonly location?: string | undefined;
  /** Of `blocked = true`. */
  readonly blocked?: Span | undefined;
  readonly hasMirrors: boolean;
}

/** A `[[registry]]` or a `[[registry.mirror]]`, as it is written. */
export interface RegistryTable {
  readonly table: TomlTable;
  readonly prefix: TomlEntry | undefined;
  readonly location: TomlEntry | undefined;
  readonly insecure: TomlEntry | undefined;
  readonly blocked: TomlEntry | undefined;
  readonly pullFromMirror: TomlEntry | undefined;
  readonly byDigestOnly: TomlEntry | undefined;
  readonly mirrors: readonly RegistryTable[];
}

export const registryTables = ({ root }: TomlFile): RegistryTable[] =>
  tablesIn(entryOf(root, 'registry')).map(registryTable);

const registryTable = (table: TomlTable): RegistryTable => ({
  table,
  prefix: entryOf(table, 'prefix'),
  location: entryOf(table, 'location'),
  insecure: entryOf(table, 'insecure'),
  blocked: entryOf(table, 'blocked'),
  pullFromMirror: entryOf(table, 'pull-from-mirror'),
  byDigestOnly: entryOf(table, 'mirror-by-digest-only'),
  mirrors: tablesIn(entryOf(table, 'mirror')).map(registryTable),
});

/** A location or prefix as Podman compares it: without slashes at its end; '' if it is not there. */
export const placeOf = (entry: TomlEntry | undefined): string =>
  entry?.value.type === 'string' ? placeIn(entry.value) : '';

export const placeIn = ({ value }: TomlScalar): string => value.replace(/\/+$/, '');

/** Reads the registries of a registries.conf (TOML, version 2). What it does not know it leaves out. */
export function readRegistries(text: string): ConfiguredRegistry[] {
  const registries = registryTables(parseToml(text)).map(({ prefix, location, blocked, mirrors }) => ({
    prefix: placeOf(prefix) || placeOf(location),
    location: placeOf(location) || undefined,
    blocked: isTrue(blocked) ? blocked?.statement : undefined,
    hasMirrors: mirrors.length > 0,
  }));
  // Podman refuses the file.
  return registries.some(({ prefix, location }) => !location && !prefix.startsWith('*.')) ? [] : registries;
}
