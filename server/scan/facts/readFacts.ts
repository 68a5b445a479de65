import { readPolicy } from '../../parse/containersPolicy.ts';
import { readAuditRules } from './audit.ts';
import { readConfigs, replacedBy } from './configs.ts';
import { type Around, readContainer } from './containers.ts';
import { readListing } from './files.ts';
import { readHost, readPairs } from './host.ts';
import { readImage } from './images.ts';
import { readInfo } from './info.ts';
import { type Json, readJson, textAt } from './json.ts';
import { answered, given, type Known, known, missing, onward, texts } from './known.ts';
import { readProcesses } from './processes.ts';
import type { RawFacts } from './raw.ts';
import {
  auditctl,
  everyLine,
  fileLines,
  folder,
  linesOf,
  listing,
  objects,
  optional,
  printed,
  type Reader,
  systemctl,
} from './readers.ts';
import { readDisks, readMount } from './storage.ts';
import { readStores } from './stores.ts';
import type { FactName, Facts, FactTable, Kernel, Lines, PolicyFile } from './table.ts';

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
  mount: optional('mount', 'findmnt', readMount, [1, 127]),
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
