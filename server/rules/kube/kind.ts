import type { Kind } from '../../core/kind.ts';
import { claimsKube } from '../../parse/kube/claims.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { parseKube } from '../../parse/kube/stream.ts';
import { rules } from './rules.generated.ts';

/** Pods and what makes pods, as YAML or JSON: what `podman kube play` and Kubernetes read. */
export const kube: Kind<KubeDocument> = {
  id: 'kube',
  name: 'kube YAML',
  exampleFile: 'pod.yaml',
  claims: claimsKube,
  parse: parseKube,
  rules,
};
