import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.generated.ts';

export const policy: Kind<unknown> = {
  id: 'policy',
  name: 'policy',
  exampleFile: 'policy.json',
  claims: () => false,
  parse: () => ({ units: [] }),
  rules,
};
