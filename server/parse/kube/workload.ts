import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import { booleanOf, dig, type Field, get, itemsOf, textOf, type Value } from '../yaml/view.ts';
import type { KubeObject } from './document.ts';

const containerRoles = { initContainers: 'init', containers: 'main', ephemeralContainers: 'ephemeral' } as const;

type ContainerList = keyof typeof containerRoles;

/** A pod, or the template that something makes pods from. */
export interface Workload {
  readonly object: KubeObject;
  /** The pod's own metadata: the template's, where there is a template. */
  readonly metadata: Value | undefined;
  readonly spec: Value;
  /** JSON pointer of the pod's spec. */
  readonly path: string;
  /** The pod's name, or what comes closest: where missing things are reported. */
  readonly nameAt: Span;
  /** Init, main and ephemeral ones. */
  readonly containers: readonly Container[];
  readonly isWindows: boolean;
  /** `hostUsers: false`: root inside is nobody outside. */
  readonly hasOwnUsers: boolean;
}

export interface Container {
  readonly role: (typeof containerRoles)[ContainerList];
  readonly value: Value;
  readonly name: string | undefined;
  /** The container's name, or what comes closest: where missing things are reported. */
  readonly nameAt: Span;
  /** JSON pointer. */
  readonly path: string;
}

/** Where the spec of a pod lies in an object of a kind. */
const specPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  DeploymentConfig: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  PodTemplate: ['template', 'spec'],
};

export const workloadKinds: readonly string[] = Object.keys(specPaths);

export function workloadOf(object: KubeObject): Workload | undefined {
  const steps = lookUp(specPaths, object.kind);
  const spec = steps && dig(object.value, ...steps);
  if (!steps || spec?.node.type !== 'map') return undefined;
  const path = `${object.path}/${steps.join('/')}`;
  const metadata = dig(object.value, ...steps.slice(0, -1), 'metadata');
  return {
    object,
    metadata,
    spec,
    path,
    nameAt: nameOf(object.metadata) ?? nameOf(metadata) ?? get(object.value, 'kind')?.value.at ?? object.value.at,
    containers: containersOf(spec, path),
    isWindows: textOf(dig(spec, 'os', 'name')) === 'windows',
    hasOwnUsers: booleanOf(dig(spec, 'hostUsers')) === false,
  };
}

const nameOf = (metadata: Value | undefined): Span | undefined =>
  (get(metadata, 'name') ?? get(metadata, 'generateName'))?.value.at;

function containersOf(spec: Value, path: string): Container[] {
  const seen = new Set<unknown>();
  return (Object.keys(containerRoles) as ContainerList[]).flatMap(list =>
    itemsOf(dig(spec, list)).flatMap((value, i) => {
      if (value.node.type !== 'map' || seen.has(value.node)) return [];
      seen.add(value.node);
      return [container(value, list, `${path}/${list}/${i}`)];
    }),
  );
}

function container(value: Value, list: ContainerList, path: string): Container {
  const name = get(value, 'name') ?? get(value, 'image');
  return {
    role: containerRoles[list],
    value,
    name: textOf(dig(value, 'name')),
    nameAt: name?.value.at ?? firstKey(value),
    path,
  };
}

const firstKey = ({ node, at, outside }: Value): Span => {
  const first = node.type === 'map' ? node.entries[0] : undefined;
  return outside ?? first?.key.span ?? at;
};

/** A field of the pod's or of a container's security context, and which of the two. */
export interface SecurityField extends Field {
  readonly level: 'pod' | 'container';
}

/** Fields of a security context: who may say them. A container's word wins over the pod's. */
export const securityFields: Readonly<Record<string, 'both' | 'container' | 'pod'>> = {
  runAsUser: 'both',
  runAsGroup: 'both',
  runAsNonRoot: 'both',
  seLinuxOptions: 'both',
  seccompProfile: 'both',
  appArmorProfile: 'both',
  windowsOptions: 'both',
  privileged: 'container',
  allowPrivilegeEscalation: 'container',
  capabilities: 'container',
  readOnlyRootFilesystem: 'container',
  procMount: 'container',
  fsGroup: 'pod',
  fsGroupChangePolicy: 'pod',
  supplementalGroups: 'pod',
  supplementalGroupsPolicy: 'pod',
  sysctls: 'pod',
};

/** What holds for a container: its own field, or the pod's where containers inherit it. */
export function securityField(workload: Workload, container: Container, name: string): SecurityField | undefined {
  const own = get(dig(container.value, 'securityContext'), name);
  if (own && securityFields[name] !== 'pod') return { ...own, level: 'container' };
  return securityFields[name] === 'both' ? podSecurityField(workload, name) : undefined;
}

export function podSecurityField(workload: Workload, name: string): SecurityField | undefined {
  const field = get(dig(workload.spec, 'securityContext'), name);
  return field && securityFields[name] !== 'container' ? { ...field, level: 'pod' } : undefined;
}
