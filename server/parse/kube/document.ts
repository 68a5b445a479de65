import type { Comment } from '../../core/kind.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { dig, get, itemsOf, textOf, type Value, view } from '../yaml/view.ts';
import { DataAround } from './around.ts';
import { type DataObject, dataObjects } from './data.ts';
import { type DataUse, dataUses } from './dataUses.ts';
import { type Workload, workloadOf } from './workload.ts';

/** One document of a stream: an object, or a List of them. */
export interface KubeDocument {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly yaml: YamlDocument;
  /** Objects of Kubernetes' own kinds, in the order of the text; none in a template, whose content nobody knows yet. */
  readonly objects: readonly KubeObject[];
  /** The pods that the objects make. */
  readonly workloads: readonly Workload[];
  /** Its ConfigMaps and Secrets. */
  readonly data: readonly DataObject[];
  /** Where its pods take something of a ConfigMap or a Secret. */
  readonly dataUses: readonly DataUse[];
  /** The ConfigMaps and Secrets of the whole stream, as far as its pods ask for them. */
  readonly around: DataAround;
}

export interface KubeObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string | undefined;
  /** The object's map. */
  readonly value: Value;
  /** JSON pointer. */
  readonly path: string;
  readonly metadata: Value | undefined;
}

/** Aliases may make many containers of the same text; beyond this many nobody means it. */
const mostRepeated = 1000;

export function kubeDocument(yaml: YamlDocument): KubeDocument {
  const root = yaml.isTemplate ? undefined : yaml.root && view(yaml.root);
  const objects = root ? objectsOf(root, '', new Set()) : [];
  const seen = new Set<unknown>();
  let repeated = 0;
  const workloads = objects.flatMap(object => {
    const workload = repeated > mostRepeated ? undefined : workloadOf(object);
    for (const { value } of workload?.containers ?? []) {
      if (seen.has(value.node)) repeated++;
      seen.add(value.node);
    }
    return workload ?? [];
  });
  const data = dataObjects(objects);
  return {
    text: yaml.text,
    comments: yaml.comments,
    yaml,
    objects,
    workloads,
    data,
    dataUses: workloads.flatMap(dataUses),
    around: new DataAround([{ data, yaml }]),
  };
}

/** The items of a List are objects too. `seen` keeps a list that contains itself from being read for ever. */
function objectsOf(value: Value, path: string, seen: Set<unknown>): KubeObject[] {
  if (seen.has(value.node)) return [];
  seen.add(value.node);
  const kind = textOf(get(value, 'kind')?.value);
  const apiVersion = textOf(get(value, 'apiVersion')?.value) ?? '';
  if (kind === undefined || !isKubernetesGroup(apiVersion)) return [];
  const metadata = dig(value, 'metadata');
  const object = { kind, apiVersion, name: textOf(dig(metadata, 'name')), value, path, metadata };
  if (kind !== 'List') return [object];
  return itemsOf(dig(value, 'items')).flatMap((item, i) => objectsOf(item, `${path}/items/${i}`, seen));
}

/** Groups with a domain that are Kubernetes' own and OpenShift's; one with any other is somebody's own resource. */
const ownGroups = new Set([
  'apps.openshift.io',
  'networking.k8s.io',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'scheduling.k8s.io',
  'node.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'certificates.k8s.io',
  'resource.k8s.io',
]);

/** `v1`, `apps/v1`, `networking.k8s.io/v1`. */
const isKubernetesGroup = (apiVersion: string): boolean => {
  const group = apiVersion.slice(0, Math.max(apiVersion.lastIndexOf('/'), 0));
  return !group.includes('.') || ownGroups.has(group);
};
