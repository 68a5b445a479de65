import { capabilityName } from '../../podman/capabilities.ts';
import type { Declaration, Resource } from '../model/result.ts';
import {
  asList,
  asTexts,
  at,
  entriesOf,
  flagAt,
  isObject,
  type Json,
  numberAt,
  readJson,
  textAt,
  textsAt,
} from './json.ts';
import type { KernelProcess } from './processes.ts';

/** A container, as Podman describes it: names of variables, labels and options, never their values. */
export interface Container {
  readonly id: string;
  readonly name: string;
  readonly image: string | undefined;
  readonly imageName: string | undefined;
  readonly pod: string | undefined;
  /** The one that holds a pod's namespaces open. */
  readonly isInfra: boolean;
  readonly state: string;
  readonly pid: number;
  /** In milliseconds since 1970. */
  readonly finished: number | undefined;
  readonly processLabel: string;
  readonly apparmor: string;
  /** Without `CAP_`. Undefined: Podman does not say. */
  readonly bounding: readonly string[] | undefined;
  readonly mounts: readonly Mount[];
  readonly networks: readonly string[];
  readonly user: string;
  /** Names of variables that have a value. */
  readonly env: readonly string[];
  /** Their names. */
  readonly labels: readonly string[];
  /** Names of variables into which Podman puts a secret: their values are in the container's configuration. */
  readonly secretVariables: readonly string[];
  /** The first word of the health check: `CMD`, `NONE`. */
  readonly health: string | undefined;
  /** Options of the command, without values. */
  readonly options: readonly string[];
  /** What of the command line that created it is worth knowing. */
  readonly asked: readonly string[];
  readonly declaredBy: Declaration | undefined;
  /** How results speak of it. */
  readonly resource: Resource;
  readonly host: HostConfig;
  /** What the kernel says of its first process; undefined: it does not run, or nobody may look. */
  readonly process: KernelProcess | undefined;
}

export interface Mount {
  readonly type: string;
  readonly source: string;
  /** The source with all symbolic links resolved. */
  readonly real: string;
  readonly destination: string;
  readonly writable: boolean;
  readonly propagation: string;
}

interface HostConfig {
  readonly privileged: boolean;
  readonly readOnly: boolean;
  readonly securityOpt: readonly string[];
  readonly pid: string;
  readonly ipc: string;
  readonly network: string;
  readonly uts: string;
  readonly userns: string;
  readonly cgroup: string;
  readonly hasIdMappings: boolean;
  readonly ports: readonly PublishedPort[];
  readonly memory: number;
  readonly pids: number;
  readonly cpu: number;
  readonly restart: string;
  readonly retries: number;
  readonly devices: readonly string[];
  readonly ulimits: readonly { readonly name: string; readonly hard: number }[];
  readonly log: string;
}

interface PublishedPort {
  readonly container: string;
  readonly address: string;
  readonly host: number;
}

/** Objects one behind the other, each starting on a line of its own. Undefined: one of them is no JSON. */
export function readObjects(text: string): readonly Json[] | undefined {
  const parts = text.trim() === '' ? [] : text.trim().split(/\n(?=\{)/);
  const objects = parts.map(readJson);
  return objects.every(isObject) ? objects : undefined;
}

/** What others say about containers than Podman. */
export interface Around {
  /** By pid. */
  readonly processes: ReadonlyMap<string, KernelProcess>;
  /** systemd's properties, by unit. */
  readonly units: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Where symbolic links lead. */
  readonly links: ReadonlyMap<string, string>;
  /** Names of pods, by id. */
  readonly pods: ReadonlyMap<string, string>;
}

export function readContainer(json: Json, { processes, units, links, pods }: Around): Container {
  const pid = numberAt(json, 'pid') ?? 0;
  const caps = at(json, 'bounding');
  const state = textAt(json, 'state') ?? '';
  const id = textAt(json, 'id') ?? '';
  const name = textAt(json, 'name') ?? '';
  const declaredBy = declarationOf(json, units, pods);
  return {
    id,
    name,
    image: textAt(json, 'image'),
    imageName: textAt(json, 'imageName'),
    pod: textAt(json, 'pod') || undefined,
    isInfra: flagAt(json, 'infra') ?? false,
    state,
    pid,
    finished: timeOf(textAt(json, 'finished')),
    processLabel: textAt(json, 'processLabel') ?? '',
    apparmor: textAt(json, 'apparmor') ?? '',
    // An empty list of Go's is null.
    bounding: Array.isArray(caps) || caps === null ? textsAt(json, 'bounding').map(capabilityName) : undefined,
    mounts: asList(at(json, 'mounts')).map(mount => readMount(mount, links)),
    networks: textsAt(json, 'networks'),
    user: textAt(json, 'user') ?? '',
    env: textsAt(json, 'env'),
    secretVariables: asList(at(json, 'secretVariables')).flatMap(each =>
      asTexts(each)
        .slice(-1)
        .map(name => name.replace(/^(?:--secret=)?(?:source=)?/, '')),
    ),
    labels: textsAt(json, 'labels'),
    health: textsAt(json, 'health')[0],
    options: textsAt(json, 'arguments'),
    asked: textsAt(json, 'asked'),
    declaredBy,
    resource: { type: 'container', name: name || id.slice(0, 12), id, declaredBy },
    host: readHostConfig(at(json, 'hostConfig')),
    process: pid > 0 && (state === 'running' || state === 'paused') ? processes.get(String(pid)) : undefined,
  };
}

const readMount = (json: Json, links: ReadonlyMap<string, string>): Mount => {
  const source = textAt(json, 'Source') ?? '';
  return {
    type: textAt(json, 'Type') ?? '',
    source,
    real: links.get(source) ?? source,
    destination: textAt(json, 'Destination') ?? '',
    writable: flagAt(json, 'RW') ?? true,
    propagation: textAt(json, 'Propagation') ?? '',
  };
};

function declarationOf(json: Json, units: Around['units'], pods: Around['pods']): Declaration | undefined {
  const unit = textAt(json, 'unit') || undefined;
  const declaration = {
    unit,
    unitSource: unit === undefined ? undefined : writtenIn(units.get(unit)),
    composeProject: textAt(json, 'composeProject') || undefined,
    composeService: textAt(json, 'composeService') || undefined,
    composeFiles: textAt(json, 'composeFiles') || undefined,
    composeFolder: textAt(json, 'composeFolder') || undefined,
    pod: pods.get(textAt(json, 'pod') ?? ''),
  };
  return Object.values(declaration).some(value => value !== undefined) ? declaration : undefined;
}

/** The file that somebody wrote: generators leave theirs below /run. */
function writtenIn(unit: ReadonlyMap<string, string> | undefined): string | undefined {
  const path = unit?.get('SourcePath') || unit?.get('FragmentPath');
  return path && !path.startsWith('/run/') ? path : undefined;
}

const readHostConfig = (json: Json): HostConfig => ({
  privileged: flagAt(json, 'Privileged') ?? false,
  readOnly: flagAt(json, 'ReadonlyRootfs') ?? false,
  securityOpt: textsAt(json, 'SecurityOpt'),
  pid: textAt(json, 'PidMode') ?? '',
  ipc: textAt(json, 'IpcMode') ?? '',
  network: textAt(json, 'NetworkMode') ?? '',
  uts: textAt(json, 'UTSMode') ?? '',
  userns: textAt(json, 'UsernsMode') ?? '',
  cgroup: textAt(json, 'CgroupMode') ?? '',
  hasIdMappings: asList(at(json, 'IDMappings', 'UidMap')).length > 0,
  ports: entriesOf(at(json, 'PortBindings')).flatMap(([container, bindings]) =>
    asList(bindings).map(binding => ({
      container,
      address: textAt(binding, 'HostIp') ?? '',
      host: Number(textAt(binding, 'HostPort') ?? 0),
    })),
  ),
  memory: numberAt(json, 'Memory') ?? 0,
  pids: numberAt(json, 'PidsLimit') ?? 0,
  cpu: (numberAt(json, 'NanoCpus') ?? 0) + (numberAt(json, 'CpuShares') ?? 0) + (numberAt(json, 'CpuQuota') ?? 0),
  restart: textAt(json, 'RestartPolicy', 'Name') ?? '',
  retries: numberAt(json, 'RestartPolicy', 'MaximumRetryCount') ?? 0,
  devices: asList(at(json, 'Devices')).map(device => textAt(device, 'PathOnHost') ?? ''),
  ulimits: asList(at(json, 'Ulimits')).map(limit => ({
    name: (textAt(limit, 'Name') ?? '').replace(/^RLIMIT_/, '').toLowerCase(),
    hard: numberAt(limit, 'Hard') ?? 0,
  })),
  log: textAt(json, 'LogConfig', 'Type') ?? '',
});

/** Undefined for what never happened. */
function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return time > 0 ? time : undefined;
}

export const isRunning = ({ state }: Container): boolean => state === 'running' || state === 'paused';
