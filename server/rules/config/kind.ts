import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.generated.ts';

export const config: Kind<unknown> = {
  id: 'config',
  name: 'config',
  exampleFile: '.podseal.yaml',
  claims: () => false,
  parse: () => ({ units: [] }),
  rules,
};
