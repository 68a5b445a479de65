import type { Kind } from '../../core/kind.ts';
import { rules } from './rules.generated.ts';

export const seccomp: Kind<unknown> = {
  id: 'seccomp',
  name: 'seccomp',
  exampleFile: 'seccomp.json',
  claims: () => false,
  parse: () => ({ units: [] }),
  rules,
};
