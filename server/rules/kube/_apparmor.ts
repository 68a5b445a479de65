import type { Workload } from '../../parse/kube/workload.ts';
import type { Field } from '../../parse/yaml/view.ts';
import { annotationsOf } from './_annotations.ts';

const prefix = 'container.apparmor.security.beta.kubernetes.io/';

/** The annotations by which Kubernetes chose AppArmor profiles before 1.30; the field has the same meaning. */
export const apparmorAnnotations = ({ metadata }: Workload): (Field & { readonly container: string })[] =>
  annotationsOf(metadata).flatMap(field =>
    field.key.startsWith(prefix) ? { ...field, container: field.key.slice(prefix.length) } : [],
  );
