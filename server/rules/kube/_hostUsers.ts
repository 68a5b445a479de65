import { inRange } from '../../core/podmanVersion.ts';
import type { Settings } from '../../core/settings.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { booleanOf, dig, type Field, get, isUnknown } from '../../parse/yaml/view.ts';
import { annotationSince, usernsAnnotation } from '../../podman/kubeAnnotations.ts';
import { annotationsOf } from './_annotations.ts';
import { playedName } from './_played.ts';

/** The annotation by which Podman chooses a user namespace: the one for all pods goes before that of one pod. */
export function userNamespaceAnnotation(workload: Workload, { podman }: Settings): Field | undefined {
  const annotations = annotationsOf(workload.object.metadata);
  return [usernsAnnotation, `${usernsAnnotation}/${playedName(workload)}`]
    .filter(key => inRange(podman, `>=${annotationSince(key)}`))
    .map(key => annotations.find(field => field.key === key))
    .find(field => field !== undefined);
}

/** Whether nothing forbids a user namespace of its own: Kubernetes refuses one beside the host's other namespaces. */
export const mayHaveOwnUsers = ({ spec, isWindows }: Workload): boolean =>
  !isWindows &&
  ['hostNetwork', 'hostPID', 'hostIPC'].every(name => {
    const value = dig(spec, name);
    return !isUnknown(value) && booleanOf(value) !== true;
  });

export const hostUsersOf = ({ spec }: Workload): Field | undefined => get(spec, 'hostUsers');
