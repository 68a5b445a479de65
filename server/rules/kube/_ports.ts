import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, itemsOf, numberOf, textOf, type Value } from '../../parse/yaml/view.ts';

/** An item of a container's `ports`. */
export interface Port {
  readonly workload: Workload;
  readonly container: Container;
  readonly value: Value;
  readonly containerPort: number | undefined;
  readonly protocol: string;
}

/** Of ephemeral containers, which Podman never reads, in the `kubernetes` profile only. */
export const portsOf = ({ workloads }: KubeDocument, { profile }: Settings): Port[] =>
  workloads.flatMap(workload =>
    workload.containers
      .filter(({ role }) => role !== 'ephemeral' || profile === 'kubernetes')
      .flatMap(container =>
        itemsOf(dig(container.value, 'ports')).map(value => ({
          workload,
          container,
          value,
          containerPort: numberOf(dig(value, 'containerPort')),
          protocol: textOf(dig(value, 'protocol'))?.toUpperCase() || 'TCP',
        })),
      ),
  );
