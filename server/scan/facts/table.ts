import { type ContainersPolicy, readPolicy } from '../../parse/containersPolicy.ts';
import { type AuditRule, readAuditRules } from './audit.ts';
import { type Configs, readConfigs, replacedBy } from './configs.ts';
import { type Around, type Container, readContainer, readObjects } from './containers.ts';
import { type Listing, readListing } from './files.ts';
import { type HostFacts, readHost, readPairs } from './host.ts';
import { type Image, readImage } from './images.ts';
import { type EngineInfo, readInfo } from './info.ts';
import { type Json, readJson, textAt } from './json.ts';
import { answered, given, type Known, known, missing, onward, texts } from './known.ts';
import { type KernelProcess, readProcesses } from './processes.ts';
import type { RawFacts } from './raw.ts';
import { type Disk, type MountedFrom, readDisks, readMount } from './storage.ts';
import { readStores, type Stores } from './stores.ts';
import { readUnits } from './systemd.ts';

type Lines = readonly string[];
type Pairs = ReadonlyMap<string, string>;
type Units = ReadonlyMap<string, Pairs>;

/** All facts that checks can ask for. */
export interface FactTable {
  readonly host: HostFacts;
  readonly osRelease: Pairs;
  readonly info: EngineInfo;
  /** Versions of the client and of the service. */
  readonly versions: Lines;
  /** Values of the kernel, by path below /proc and /sys. */
  readonly kernel: Kernel;
  /** Names of Podman's variables in the collector's environment. */
  readonly variables: Lines;
  /** `FILE:LINE:NAME=` where such a variable is set for others. */
  readonly declared: Lines;
  readonly virtualization: string;
  /** `NAME:UID:HOME`. */
  readonly users: Lines;
  /** Lines of getent(1) for groups that give the engine's socket away. */
  readonly groups: Lines;
  readonly subuid: Lines;
  readonly subgid: Lines;
  readonly auditStatus: Pairs;
  readonly auditRules: readonly AuditRule[];
  readonly auditExecs: Pairs;
  /** The rules that are loaded at boot. */
  readonly auditFiles: ReadonlyMap<string, string>;
  /** /etc/sudoers and what lies in /etc/sudoers.d, by path. */
  readonly sudoers: ReadonlyMap<string, string>;
  readonly polkit: Lines;
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  /** `IMAGE STEP NAME` of what looks like a secret in the commands that made images. */
  readonly history: Lines;
  readonly networks: readonly Json[];
  readonly secrets: Lines;
  readonly connections: readonly Json[];
  readonly processes: ReadonlyMap<string, KernelProcess>;
  /** Names of the pid namespaces that have an ssh server. */
  readonly sshd: Lines;
  readonly units: Units;
  readonly modes: Listing;
  readonly writable: Listing;
  readonly quadlets: Listing;
  readonly unitFiles: Listing;
  readonly hooks: Listing;
  readonly keys: Listing;
  /** How many passwords each file of credentials holds. */
  readonly credentials: Pairs;
  /** The package manager's name, and what of a package is changed. */
  readonly packages: Lines;
  readonly fileCapabilities: Lines;
  /** Every program of the engine, by its name and by its real one. */
  readonly programs: Lines;
  readonly mount: MountedFrom;
  readonly disks: readonly Disk[];
  readonly sockets: Units;
  readonly userSockets: Units;
  readonly services: Lines;
  readonly listening: Lines;
  readonly stores: Stores;
  readonly setuid: Listing;
  /** The text of the default profile; undefined: the file is not there. */
  readonly seccompProfile: string | undefined;
  readonly policy: PolicyFile;
  readonly configs: Configs;
}

export interface Kernel {
  readonly values: Pairs;
  readonly denied: readonly string[];
}

/** The policy.json that counts for this user. */
export interface PolicyFile {
  readonly path: string;
  readonly text: string;
  readonly policy: ContainersPolicy;
}

export type FactName = keyof FactTable;

/** Facts of one host, each understood when it is first asked for. */
export interface Facts {
  readonly raw: RawFacts;
  find<Name extends FactName>(name: Name): Known<FactTable[Name]>;
}

type Reader<T> = (raw: RawFacts, facts: Facts) => Known<T>;

/** What a probe printed, understood; undefined is nothing that can be understood. */
const printed =
  <T>(probe: string, name: string, read: (text: string) => T | undefined): Reader<T> =>
  raw =>
    onward(answered(name, raw.probes.get(probe)), ({ out }) => understood(name, read(out)));

const understood = <T>(name: string, value: T | undefined): Known<T> =>
  value === undefined ? missing('error', texts.garbage, { name }) : known(value);

const linesOf = (text: string): Lines => text.split('\n').filter(line => line !== '');

/** Undefined where a line is something else. */
const everyLine = (text: string, form: RegExp): Lines | undefined => {
  const lines = linesOf(text);
  return lines.every(line => form.test(line)) ? lines : undefined;
};

/** A file's text; one that is not there is as good as an empty one. */
const fileLines =
  (path: string): Reader<Lines> =>
  raw => {
    const answer = raw.files.get(path);
    return answer?.rc === 66 ? known([]) : onward(answered(path, answer), ({ out }) => known(linesOf(out)));
  };

/** Programs that a host need not have: without, what they say is unknown, and no error. */
const optional =
  <T>(
    probe: string,
    name: string,
    read: (text: string) => T | undefined,
    codes: readonly number[] = [127],
  ): Reader<T> =>
  raw => {
    const answer = raw.probes.get(probe);
    if (answer && codes.includes(answer.rc)) {
      return missing('unknown', answer.rc === 127 ? texts.notInstalled : texts.noAnswer, { name });
    }
    return onward(answered(name, answer), ({ out }) => understood(name, read(out)));
  };

/** auditctl says with 4, and in words, that only root may ask. */
const auditctl =
  <T>(probe: string, read: (text: string) => T | undefined): Reader<T> =>
  (raw, facts) => {
    const answer = raw.probes.get(probe);
    const isRoot = given(facts.find('host'))?.uid === 0;
    if (answer && answer.rc !== 0 && answer.rc !== 127 && !isRoot) {
      return missing('needsRoot', texts.denied, { name: 'auditctl' });
    }
    return optional(probe, 'auditctl', read)(raw, facts);
  };

/** Files below a folder, by path; the folder decides whether all of them are there. */
const folder =
  (path: string, probe: string, alone?: string): Reader<ReadonlyMap<string, string>> =>
  raw => {
    const files = [...raw.files].filter(([name]) => name === alone || name.startsWith(`${path}/`));
    const denied = files.find(([, { rc }]) => rc === 77);
    if (denied) return missing('needsRoot', texts.denied, { name: denied[0] });
    const listed = raw.probes.get(probe);
    if (listed?.rc !== 66) {
      const answer = answered(path, listed);
      if ('missing' in answer) return answer;
    }
    return known(new Map(files.filter(([, { rc }]) => rc === 0).map(([name, { out }]) => [name, out])));
  };

const listing = (probe: string, name: string): Reader<Listing> => printed(probe, name, readListing);

const systemctl = (probe: string): Reader<Units> => optional(probe, 'systemctl', readUnits, [1, 126, 127]);

/** Objects that Podman printed; those that went away meanwhile are a complaint beside the others. */
function objects(probe: string, name: string, raw: RawFacts): Known<readonly Json[]> {
  const answer = raw.probes.get(probe);
  const isPartial = answer?.rc === 125 && answer.out.trim() !== '' && /no such/i.test(answer.err);
  const whole = isPartial ? known(answer) : answered(name, answer);
  return onward(whole, ({ out }) => understood(name, readObjects(out)));
}

const kernelValues = (text: string): Kernel => ({
  values: new Map(
    linesOf(text).flatMap((line): [string, string][] => {
      const [, path, value] = /^([^:]+):(.*)$/.exec(line) ?? [];
      return path !== undefined && value !== undefined ? [[path, value.trim()]] : [];
    }),
  ),
  denied: linesOf(text).flatMap(line => /^(\S+)!$/.exec(line)?.[1] ?? []),
});

function readPolicyFile(raw: RawFacts, facts: Facts): Known<PolicyFile> {
  const host = given(facts.find('host'));
  const replaced = replacedBy(raw).get('CONTAINERS_POLICY_JSON');
  const paths = [
    ...(replaced ? [replaced] : []),
    `${host?.config ?? '/nonexistent'}/containers/policy.json`,
    '/etc/containers/policy.json',
    '/usr/share/containers/policy.json',
  ];
  const path = paths.find(path => (raw.files.get(path)?.rc ?? 66) !== 66);
  if (path === undefined) return missing('error', texts.absent, { name: 'policy.json' });
  return onward(answered(path, raw.files.get(path)), ({ out }) => {
    const policy = readPolicy(out);
    return policy ? known({ path, text: out, policy }) : missing('error', texts.garbage, { name: path });
  });
}

function readVersions(text: string): Lines | undefined {
  const json = readJson(text);
  const versions = ['Client', 'Server'].flatMap(side => textAt(json, side, 'Version') ?? []);
  return versions.length > 0 ? [...new Set(versions)] : undefined;
}

const jsonList = (text: string): readonly Json[] | undefined => {
  const json = text.trim() === '' ? [] : readJson(text);
  return Array.isArray(json) ? json : undefined;
};

const readLinks = (raw: RawFacts): ReadonlyMap<string, string> =>
  new Map(linesOf(raw.probes.get('links')?.out ?? '').map(line => line.split('\t', 2) as [string, string]));

const readPods = (raw: RawFacts): ReadonlyMap<string, string> =>
  new Map(
    linesOf(raw.probes.get('pods')?.out ?? '').flatMap(line => {
      const [id, name] = line.split(' ').map(readJson);
      return typeof id === 'string' && typeof name === 'string' ? [[id, name] as const] : [];
    }),
  );

const aroundContainers = (raw: RawFacts, facts: Facts): Around => ({
  processes: given(facts.find('processes')) ?? new Map(),
  units: given(facts.find('units')) ?? new Map(),
  pods: readPods(raw),
  links: isElsewhere(facts) ? new Map() : readLinks(raw),
});

const readers: { readonly [Name in FactName]: Reader<FactTable[Name]> } = {
  host: printed('host', 'the collector', readHost),
  osRelease: raw =>
    onward(answered('/etc/os-release', raw.files.get('/etc/os-release')), ({ out }) =>
      known(new Map([...readPairs(out)].map(([name, value]) => [name, value.replace(/^(["'])(.*)\1$/, '$2')]))),
    ),
  info: printed('info', 'podman info', text => readInfo(readJson(text))),
  versions: printed('version', 'podman version', readVersions),
  kernel: printed('kernel', 'the kernel', kernelValues),
  variables: printed('variables', 'the environment', linesOf),
  declared: printed('declared', 'grep', linesOf),
  virtualization: optional('virtualization', 'systemd-detect-virt', text => text.trim(), [1, 127]),
  users: printed('users', 'getent', linesOf),
  groups: optional('groups', 'getent', linesOf, [127]),
  subuid: fileLines('/etc/subuid'),
  subgid: fileLines('/etc/subgid'),
  auditStatus: auditctl('audit-status', text =>
    readPairs(text.replace(/^(\w+) /gm, '$1=').replace(/^AUDIT_STATUS: /, '')),
  ),
  auditRules: auditctl('audit-rules', readAuditRules),
  auditExecs: optional('audit-execs', 'ausearch', readPairs),
  auditFiles: folder('/etc/audit/rules.d', 'audit-folder', '/etc/audit/audit.rules'),
  sudoers: folder('/etc/sudoers.d', 'sudo-folder', '/etc/sudoers'),
  polkit: printed('polkit', 'grep', linesOf),
  containers: (raw, facts) =>
    onward(objects('containers', 'podman inspect', raw), list =>
      known(list.map(json => readContainer(json, aroundContainers(raw, facts)))),
    ),
  images: raw => onward(objects('images', 'podman image inspect', raw), list => known(list.map(readImage))),
  history: printed('history', 'podman image inspect', linesOf),
  networks: raw => objects('networks', 'podman network inspect', raw),
  secrets: printed('secrets', 'podman secret ls', text => everyLine(text, /^".*" "[^"]*"$/)),
  connections: printed('connections', 'podman system connection list', jsonList),
  processes: printed('processes', '/proc', readProcesses),
  sshd: printed('sshd', '/proc', linesOf),
  units: systemctl('units'),
  modes: listing('modes', 'ls'),
  writable: (raw, facts) =>
    raw.probes.get('writable')?.rc === 66
      ? missing('notApplicable', texts.absent, { name: '/etc/containers' })
      : printed('writable', 'find', readListing)(raw, facts),
  quadlets: listing('quadlets', 'find'),
  unitFiles: listing('unitfiles', 'ls'),
  hooks: listing('hooks', 'find'),
  keys: listing('keys', 'find'),
  credentials: printed('credentials', 'grep', readPairs),
  packages: optional('packages', 'rpm, dpkg', linesOf),
  fileCapabilities: optional('capabilities', 'getcap', linesOf, [1, 127]),
  programs: printed('programs', 'readlink', linesOf),
  mount: optional('mount', 'findmnt', readMount),
  disks: optional('disks', 'lsblk', readDisks, [1, 32, 127]),
  sockets: systemctl('socket-unit'),
  userSockets: systemctl('user-socket-unit'),
  services: printed('services', '/proc', linesOf),
  listening: optional('listening', 'ss', linesOf),
  stores: printed('stores', 'the collector', readStores),
  setuid: (raw, facts) =>
    raw.deep ? printed('setuid', 'storage/overlay', readListing)(raw, facts) : missing('notApplicable', texts.notDeep),
  seccompProfile: (raw, facts) =>
    onward(facts.find('info'), ({ seccompProfile: path = '' }) => {
      const file = raw.files.get(path);
      return file?.rc === 66 ? known(undefined) : onward(answered(path, file), ({ out }) => known(out));
    }),
  policy: readPolicyFile,
  configs: (raw, facts) => onward(facts.find('host'), host => known(readConfigs(raw, host))),
};

/** What the collector saw of its own host, and what says nothing about containers that run on another. */
const whereTheEngineIs: ReadonlySet<FactName> = new Set<FactName>([
  ...(['kernel', 'processes', 'sshd', 'units', 'mount', 'disks', 'setuid', 'seccompProfile'] as const),
  ...(['subuid', 'subgid', 'configs', 'policy', 'packages', 'hooks'] as const),
]);

/** A machine or another host answers, by a connection or by CONTAINER_HOST. */
function isElsewhere(facts: Facts): boolean {
  const info = given(facts.find('info'));
  return info?.isRemote === true && info.hostname !== given(facts.find('host'))?.name;
}

export function readFacts(raw: RawFacts): Facts {
  const found = new Map<FactName, unknown>();
  const facts: Facts = {
    raw,
    find<Name extends FactName>(name: Name) {
      const before = found.get(name) as Known<FactTable[Name]> | undefined;
      if (!before && whereTheEngineIs.has(name) && isElsewhere(facts)) return missing('unknown', texts.elsewhere);
      const fact = before ?? readers[name](raw, facts);
      if (!before) found.set(name, fact);
      return fact;
    },
  };
  return facts;
}
