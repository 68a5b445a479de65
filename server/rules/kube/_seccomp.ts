import type { Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, fieldsOf, isUnknown, textOf, type Value } from '../../parse/yaml/view.ts';

const containerPrefix = 'container.seccomp.security.alpha.kubernetes.io/';
const podKey = 'seccomp.security.alpha.kubernetes.io/pod';

/** The annotations by which Podman chose seccomp profiles before 6.2, and may until 7. */
export const seccompAnnotations = ({ metadata }: Workload): Field[] =>
  fieldsOf(dig(metadata, 'annotations')).filter(({ key }) => key === podKey || key.startsWith(containerPrefix));

/** The annotation that names a profile for one container. */
export const seccompAnnotationFor = (container: string): string => containerPrefix + container;

/** Whether an annotation chooses the profile of a container. */
export const hasSeccompAnnotation = (workload: Workload, container: string | undefined): boolean =>
  seccompAnnotations(workload).some(({ key }) => key === podKey || key === seccompAnnotationFor(container ?? ''));

/** What a `seccompProfile` or an `appArmorProfile` asks for. */
export interface Profile {
  /** `RuntimeDefault`, `Localhost`, `Unconfined` or something else; undefined: nothing is said. */
  readonly type: string | undefined;
  /** Where that is written, else the field itself. */
  readonly at: Value;
  readonly file: Field | undefined;
  /** A template decides. */
  readonly isUnknown: boolean;
}

export function profileOf(value: Value): Profile {
  const type = value.node.type === 'map' ? dig(value, 'type') : value;
  const file = fieldsOf(value).find(({ key }) => key === 'localhostProfile');
  return { type: textOf(type), at: type ?? value, file, isUnknown: isUnknown(value) || isUnknown(type) };
}

export const isConfining = (type: string | undefined): boolean => type === 'RuntimeDefault' || type === 'Localhost';
