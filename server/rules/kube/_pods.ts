import type { Group, Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, isUnknown } from '../../parse/yaml/view.ts';

/** A container together with all that decides what a rule says about it. */
export interface ContainerCase {
  readonly container: Container;
  readonly workload: Workload;
  /** Its pod's name and its own, for messages. */
  readonly params: { readonly container: string; readonly pod: string };
  /** For Report.group: what all containers of a pod lack is said once, at the pod's name, with the message `pod`. */
  readonly pod: Group<'pod'>;
}

/** All containers that can be judged. Podman never reads ephemeral ones, so only the `kubernetes` profile sees them. */
export function containersIn(document: KubeDocument, settings: Settings): ContainerCase[] {
  return document.workloads.flatMap(workload => {
    const containers = workload.containers.filter(
      ({ role, value }) =>
        (role !== 'ephemeral' || settings.profile === 'kubernetes') && !isUnknown(dig(value, 'securityContext')),
    );
    const pod = { subject: workload.path, size: containers.length, at: workload.nameAt, message: 'pod' } as const;
    return containers.map(container => ({
      container,
      workload,
      pod,
      params: { container: container.name ?? '?', pod: podName(workload) },
    }));
  });
}

export const podName = (workload: Workload): string => workload.object.name ?? workload.object.kind;

/** What several containers inherit from one place of their pod is reported there once. */
export function oncePerPlace<Key extends string>(reports: readonly Report<Key>[]): Report<Key>[] {
  const places = new Map(reports.map(report => [`${report.at.start} ${report.at.end}`, report] as const).reverse());
  return reports.filter(report => places.get(`${report.at.start} ${report.at.end}`) === report);
}
