import { lookUp } from '../../core/lookUp.ts';
import { securityFields, type Workload } from '../../parse/kube/workload.ts';
import { type Field, fieldsOf, get, type Value } from '../../parse/yaml/view.ts';
import { namespaceFields } from '../../podman/kubeShapes.ts';

/** Where a field belongs: a pod's spec, its security context, or those of the containers. */
export type Home = 'spec' | 'pod' | 'container' | 'both';

/** It means something to Kubernetes alone. */
export const tokenField = 'automountServiceAccountToken';

const specFields: readonly string[] = [...namespaceFields, tokenField];

/** Undefined for a field that has nothing to do with security. */
export const homeOf = (key: string): Home | undefined =>
  specFields.includes(key) ? 'spec' : lookUp(securityFields, key);

/** A map in which fields of security stand, and whose it is. */
export interface SecurityMap {
  readonly value: Value;
  /** The pod's spec, a container, or the security context of one. */
  readonly place: 'spec' | 'container' | 'podContext' | 'containerContext';
  /** The pod's spec or the container. */
  readonly owner: Value;
  readonly subject: string;
}

export function securityMapsOf({ spec, path, containers }: Workload): SecurityMap[] {
  const context = (owner: Value, place: SecurityMap['place'], subject: string): SecurityMap[] => {
    const value = get(owner, 'securityContext')?.value;
    return value ? [{ value, place, owner, subject }] : [];
  };
  return [
    { value: spec, place: 'spec', owner: spec, subject: path },
    ...context(spec, 'podContext', path),
    ...containers.flatMap(({ value, path: subject }): SecurityMap[] => [
      { value, place: 'container', owner: value, subject },
      ...context(value, 'containerContext', subject),
    ]),
  ];
}

/** Fields that a reader of this map drops, though it is a field of another one. */
export const misplacedIn = ({ value, place }: SecurityMap): (Field & { readonly home: Home })[] =>
  fieldsOf(value).flatMap(field => {
    const home = homeOf(field.key);
    return home && !homesIn[place].includes(home) ? { ...field, home } : [];
  });

const homesIn: Readonly<Record<SecurityMap['place'], readonly Home[]>> = {
  spec: ['spec'],
  container: [],
  podContext: ['pod', 'both'],
  containerContext: ['container', 'both'],
};
