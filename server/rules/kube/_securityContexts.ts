import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField, securityFields, type Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, get, type Value } from '../../parse/yaml/view.ts';
import { containersIn, podName } from './_pods.ts';

/** A field of a security context where it is written, whether or not a container inherits it. */
export interface SecurityPlace {
  readonly field: Field;
  /** The security context. */
  readonly holder: Value;
  readonly workload: Workload;
  /** The path of the pod or of the container. */
  readonly subject: string;
  readonly params: { readonly pod: string };
}

/** All places where pods and containers speak of a field. */
export function placesOf(document: KubeDocument, settings: Settings, name: string): SecurityPlace[] {
  const place = (workload: Workload, of: Value, subject: string, field: Field | undefined): SecurityPlace[] => {
    const holder = dig(of, 'securityContext');
    return field && holder ? [{ field, holder, workload, subject, params: { pod: podName(workload) } }] : [];
  };
  const inPods = document.workloads.flatMap(workload =>
    place(workload, workload.spec, workload.path, podSecurityField(workload, name)),
  );
  if (securityFields[name] === 'pod') return inPods;
  const inContainers = containersIn(document, settings).flatMap(({ workload, container: { value, path } }) =>
    place(workload, value, path, get(dig(value, 'securityContext'), name)),
  );
  return [...inPods, ...inContainers];
}
