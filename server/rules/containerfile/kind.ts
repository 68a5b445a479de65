import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.generated.ts';

export const containerfile: Kind<unknown> = {
  id: 'containerfile',
  name: 'containerfile',
  exampleFile: 'Containerfile',
  claims: () => false,
  parse: () => ({ units: [] }),
  rules,
};
