import type { Demand, DemandList } from '../../parse/securityPolicy/policy.ts';
import { policiesIn } from '../../parse/securityPolicy/stream.ts';
import { defaultCapabilities } from '../../podman/capabilities.ts';
import type { Container } from '../facts/containers.ts';
import type { NamedPolicy, ScanOptions } from '../model/options.ts';
import { boundingOf, unasked } from './_capabilities.ts';
import { hasOption } from './_containers.ts';

/** Options with one policy, of which `spec` is given in lines of JSON-like YAML. */
export const underPolicy = (...spec: readonly string[]): { readonly options: Partial<ScanOptions> } => {
  const text = `apiVersion: v1\nkind: SecurityPolicy\nmetadata: {name: ours}\nspec:\n${spec.map(line => `  ${line}\n`).join('')}`;
  return { options: { policies: policiesIn(text).map(({ policy }) => ({ name: 'ours', policy })) } };
};

export interface NamedDemand extends Demand {
  readonly policy: string;
}

export const demandsIn = (policies: readonly NamedPolicy[], list: DemandList): NamedDemand[] =>
  policies.flatMap(({ name, policy }) =>
    policy.demands.filter(demand => demand.list === list).map(demand => ({ ...demand, policy: name })),
  );

/** What a container says to a field of a policy; undefined: Podman has no such thing, or nobody can tell. */
export function saidOf(container: Container, field: string): string | undefined {
  return readers[field]?.(container);
}

const flag = (value: boolean): string => String(value);
const number = (text: string | undefined): string | undefined =>
  text !== undefined && /^\d+$/.test(text) ? String(Number(text)) : undefined;

const readers: Readonly<Record<string, (container: Container) => string | undefined>> = {
  privileged: ({ host }) => flag(host.privileged),
  allowPrivilegeEscalation: container =>
    flag(!(container.process?.noNewPrivileges ?? hasOption(container, 'no-new-privileges', 'no-new-privileges=true'))),
  readOnlyRootFilesystem: ({ host }) => flag(host.readOnly),
  runAsNonRoot: container => {
    const user = userOf(container);
    return user === undefined ? undefined : flag(user !== '0');
  },
  runAsUser: userOf,
  runAsGroup: ({ user }) => number(user.split(':')[1]),
  'seccompProfile.type': container => {
    if (container.process?.seccomp === 0 || hasOption(container, 'seccomp=unconfined') || container.host.privileged)
      return 'Unconfined';
    return container.host.securityOpt.some(option => option.startsWith('seccomp=')) ? 'Localhost' : 'RuntimeDefault';
  },
  'seLinuxOptions.type': ({ processLabel }) => processLabel.split(':')[2],
  hostNetwork: ({ host }) => flag(host.network === 'host'),
  hostPID: ({ host }) => flag(host.pid === 'host'),
  hostIPC: ({ host }) => flag(host.ipc === 'host'),
};

/** Its number; undefined for a name that only the image knows. */
function userOf({ user }: Container): string | undefined {
  const name = user.split(':')[0] ?? '';
  return name === '' || name === 'root' ? '0' : number(name);
}

/** Capabilities that somebody gave it: on top of the usual ones, or of none. */
export function addedTo(container: Container): readonly string[] | undefined {
  const bounding = boundingOf(container);
  const isDropped = bounding && !defaultCapabilities.every(name => bounding.includes(name));
  return isDropped ? bounding : bounding?.filter(name => !unasked.has(name));
}

/**
 * Whether it does without a capability. Of `ALL` what is left may have been added back: what a policy allows is taken
 * for that, and of anything else nobody can tell.
 */
export function hasDropped(container: Container, name: string, allowed: readonly string[] = []): boolean | undefined {
  const bounding = boundingOf(container);
  if (!bounding || name !== 'ALL') return bounding && !bounding.includes(name);
  if (bounding.every(each => allowed.includes(each))) return true;
  return defaultCapabilities.every(each => bounding.includes(each)) ? false : undefined;
}
