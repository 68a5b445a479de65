import { type HostFacts, readPairs } from './host.ts';
import type { RawFacts } from './raw.ts';
import { readToml, type TomlEntry } from './toml.ts';

/** A setting and the file that it stands in. */
export interface Setting extends TomlEntry {
  readonly path: string;
}

export interface Configs {
  /** Of containers.conf and the files beside it, those that count last at the end. */
  readonly containers: readonly Setting[];
  readonly storage: readonly Setting[];
  readonly registries: readonly Setting[];
  /** Files that are there, and may not be read. */
  readonly denied: readonly string[];
}

/** Which file replaces all others, by the collector's environment. */
export const replacedBy = (raw: RawFacts): ReadonlyMap<string, string> =>
  readPairs(raw.probes.get('replaced')?.out ?? '');

/** In the order in which the engine reads them; containers.conf(5). */
export function readConfigs(raw: RawFacts, host: HostFacts): Configs {
  const replaced = replacedBy(raw);
  const own = `${host.config ?? '/nonexistent'}/containers`;
  const denied: string[] = [];
  const read = (paths: readonly string[]): Setting[] =>
    paths.flatMap(path => {
      const answer = raw.files.get(path);
      if (answer?.rc === 77) denied.push(path);
      return answer?.rc === 0 ? readToml(answer.out).map(entry => ({ ...entry, path })) : [];
    });
  const below = (folder: string) => [...raw.files.keys()].filter(path => path.startsWith(`${folder}/`)).sort();
  const instead = (variable: string, usual: readonly string[]): readonly string[] => {
    const path = replaced.get(variable);
    return path ? [path] : usual;
  };
  const first = (paths: readonly string[]) => paths.filter(path => raw.files.get(path)?.rc === 0).slice(0, 1);
  const withFolder = (file: string) => [file, ...below(`${file}.d`)];
  return {
    containers: read([
      ...instead('CONTAINERS_CONF', [
        '/usr/share/containers/containers.conf',
        ...withFolder('/etc/containers/containers.conf'),
        ...(host.uid === 0 ? [] : withFolder('/etc/containers/containers.rootless.conf')),
        ...withFolder(`${own}/containers.conf`),
      ]),
      ...instead('CONTAINERS_CONF_OVERRIDE', []),
    ]),
    storage: read(
      instead(
        'CONTAINERS_STORAGE_CONF',
        first([`${own}/storage.conf`, '/etc/containers/storage.conf', '/usr/share/containers/storage.conf']),
      ),
    ),
    registries: read(
      instead('CONTAINERS_REGISTRIES_CONF', [
        ...first([
          `${own}/registries.conf`,
          '/etc/containers/registries.conf',
          '/usr/share/containers/registries.conf',
        ]),
        ...below('/etc/containers/registries.conf.d'),
        ...below(`${own}/registries.conf.d`),
      ]),
    ),
    denied,
  };
}

/** What counts of a key: what was read last. */
export const effective = (settings: readonly Setting[], section: string, key: string): Setting | undefined =>
  settings.findLast(each => each.section === section && each.key === key);
