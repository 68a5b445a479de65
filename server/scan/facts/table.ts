import type { ContainersPolicy } from '../../parse/containersPolicy.ts';
import type { AuditRule } from './audit.ts';
import type { Configs } from './configs.ts';
import type { Container } from './containers.ts';
import type { Listing } from './files.ts';
import type { HostFacts } from './host.ts';
import type { Image } from './images.ts';
import type { EngineInfo } from './info.ts';
import type { Json } from './json.ts';
import type { Known } from './known.ts';
import type { KernelProcess } from './processes.ts';
import type { RawFacts } from './raw.ts';
import type { Disk, MountedFrom } from './storage.ts';
import type { Stores } from './stores.ts';

export type Lines = readonly string[];
type Pairs = ReadonlyMap<string, string>;
export type Units = ReadonlyMap<string, Pairs>;

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
  /** `NAME:UID:GID:HOME`. */
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
