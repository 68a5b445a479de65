import { Linter } from '../../server/core/lint.ts';
import { kinds } from '../../server/rules/registry.ts';

export { defaultSettings } from '../../server/core/settings.ts';

export const linter = new Linter(kinds);
