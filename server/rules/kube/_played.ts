import { inRange } from '../../core/podmanVersion.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { get } from '../../parse/yaml/view.ts';
import { playedSince } from '../../podman/kubeSupport.ts';

export function isPlayed(kind: string, { podman }: Settings): boolean {
  const since = playedSince(kind);
  return since !== undefined && inRange(podman, since);
}

/** The pods that the Podman at hand makes. */
export const playedIn = ({ workloads }: KubeDocument, settings: Settings): Workload[] =>
  workloads.filter(({ object }) => isPlayed(object.kind, settings));

/** The containers that it makes of them: ephemeral ones are never read. */
export const playedContainers = ({ containers }: Workload): Container[] =>
  containers.filter(({ role }) => role !== 'ephemeral');

/** Not a patch, whose missing parts stand in another file. */
export const isWhole = ({ containers }: Workload): boolean =>
  containers.length > 0 && containers.every(({ value }) => get(value, 'image') && !get(value, '$patch'));

/** What Podman calls the pod: that of a Deployment and its like is not called as the object. */
export const playedName = ({ object: { kind, name = '' } }: Workload): string =>
  kind === 'Pod' ? name : `${name}-pod`;
