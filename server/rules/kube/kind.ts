import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.generated.ts';

export const kube: Kind<unknown> = {
  id: 'kube',
  name: 'kube',
  exampleFile: 'pod.yaml',
  claims: () => false,
  parse: () => ({ units: [] }),
  rules,
};
