import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, type Field, get, isUnknown } from '../../parse/yaml/view.ts';
import { annotationsOf } from './_annotations.ts';

const key = 'io.podman.annotations.userns';

/** The annotation by which Podman chooses a user namespace, for all pods or for one by its name. */
export const userNamespaceAnnotation = ({ object }: Workload): Field | undefined =>
  annotationsOf(object.metadata).find(field => field.key === key || field.key.startsWith(`${key}/`));

/** Whether nothing forbids a user namespace of its own: Kubernetes refuses one beside the host's other namespaces. */
export const mayHaveOwnUsers = ({ spec, isWindows }: Workload): boolean =>
  !isWindows &&
  ['hostNetwork', 'hostPID', 'hostIPC'].every(name => {
    const value = dig(spec, name);
    return !isUnknown(value) && booleanOf(value) !== true;
  });

export const hostUsersOf = ({ spec }: Workload): Field | undefined => get(spec, 'hostUsers');
