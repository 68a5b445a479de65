import { at, entriesOf, flagAt, isObject, type Json, numberAt, textAt, textsAt } from './json.ts';

/** What `podman info` says, of all versions from 4.0 on. */
export interface EngineInfo {
  readonly rootless: boolean;
  /** A machine's or another host's service answered: files and processes of this host are not its own. */
  readonly isRemote: boolean;
  readonly hostname: string | undefined;
  readonly distribution: string | undefined;
  readonly cgroupVersion: string | undefined;
  readonly cgroupManager: string | undefined;
  readonly cgroupControllers: readonly string[];
  readonly seccompEnabled: boolean | undefined;
  readonly seccompProfile: string | undefined;
  readonly selinuxEnabled: boolean | undefined;
  readonly apparmorEnabled: boolean | undefined;
  readonly eventLogger: string | undefined;
  readonly logDriver: string | undefined;
  readonly networkBackend: string | undefined;
  readonly rootlessNetwork: string | undefined;
  readonly databaseBackend: string | undefined;
  readonly runtime: Program;
  readonly conmon: Program;
  /** How many single ids and ranges the user namespace of a rootless engine has. */
  readonly mappedIds: number | undefined;
  readonly graphRoot: string | undefined;
  readonly runRoot: string | undefined;
  readonly volumePath: string | undefined;
  readonly graphDriver: string | undefined;
  readonly graphOptions: Json;
  readonly searchRegistries: readonly string[];
  readonly registries: readonly Registry[];
  readonly podman: string | undefined;
}

export interface Program {
  readonly name: string | undefined;
  readonly path: string | undefined;
  /** All that it says about itself. */
  readonly version: string | undefined;
  readonly package: string | undefined;
}

/** A `[[registry]]` as Podman has understood it. */
interface Registry {
  readonly prefix: string;
  readonly location: string;
  readonly insecure: boolean;
  readonly blocked: boolean;
  readonly insecureMirrors: readonly string[];
}

/** Undefined where it is no answer of `podman info`. */
export function readInfo(json: Json): EngineInfo | undefined {
  const host = at(json, 'host');
  const rootless = flagAt(host, 'security', 'rootless');
  if (!isObject(host) || rootless === undefined) return undefined;
  const store = at(json, 'store');
  return {
    rootless,
    isRemote: flagAt(host, 'serviceIsRemote') ?? false,
    hostname: textAt(host, 'hostname'),
    distribution: textAt(host, 'distribution', 'distribution'),
    cgroupVersion: textAt(host, 'cgroupVersion'),
    cgroupManager: textAt(host, 'cgroupManager'),
    cgroupControllers: textsAt(host, 'cgroupControllers'),
    seccompEnabled: flagAt(host, 'security', 'seccompEnabled'),
    seccompProfile: textAt(host, 'security', 'seccompProfilePath'),
    selinuxEnabled: flagAt(host, 'security', 'selinuxEnabled'),
    apparmorEnabled: flagAt(host, 'security', 'apparmorEnabled'),
    eventLogger: textAt(host, 'eventLogger'),
    logDriver: textAt(host, 'logDriver'),
    networkBackend: textAt(host, 'networkBackend'),
    rootlessNetwork: textAt(host, 'rootlessNetworkCmd'),
    databaseBackend: textAt(host, 'databaseBackend'),
    runtime: program(at(host, 'ociRuntime')),
    conmon: program(at(host, 'conmon')),
    mappedIds: mappedIds(at(host, 'idMappings', 'uidmap')),
    graphRoot: textAt(store, 'graphRoot'),
    runRoot: textAt(store, 'runRoot'),
    volumePath: textAt(store, 'volumePath'),
    graphDriver: textAt(store, 'graphDriverName'),
    graphOptions: at(store, 'graphOptions'),
    searchRegistries: textsAt(json, 'registries', 'search'),
    registries: entriesOf(at(json, 'registries')).flatMap(([key, value]) => registry(key, value)),
    podman: textAt(json, 'version', 'Version'),
  };
}

const program = (json: Json): Program => ({
  name: textAt(json, 'name'),
  path: textAt(json, 'path'),
  version: textAt(json, 'version'),
  package: textAt(json, 'package'),
});

const mappedIds = (json: Json): number | undefined =>
  Array.isArray(json) ? json.reduce((sum: number, range: Json) => sum + (numberAt(range, 'size') ?? 0), 0) : undefined;

function registry(key: string, json: Json): Registry[] {
  if (!isObject(json)) return [];
  const mirrors = at(json, 'Mirrors');
  return [
    {
      prefix: textAt(json, 'Prefix') ?? key,
      location: textAt(json, 'Location') ?? key,
      insecure: flagAt(json, 'Insecure') ?? false,
      blocked: flagAt(json, 'Blocked') ?? false,
      insecureMirrors: (Array.isArray(mirrors) ? mirrors : [])
        .filter(mirror => flagAt(mirror, 'Insecure') === true)
        .flatMap(mirror => textAt(mirror, 'Location') ?? []),
    },
  ];
}
