import type { Kind } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';
import type { Config } from '../../parse/config/config.ts';
import { parseConfig } from '../../parse/config/parseConfig.ts';
import { configNames } from '../../settings/findConfig.ts';
import { rules } from './rules.generated.ts';

export const config: Kind<Config> = {
  id: 'config',
  name: 'Podseal configuration',
  exampleFile: '.podseal.yaml',
  claims: file => configNames.includes(baseName(file.path)),
  parse(text, previous) {
    const [unit] = previous?.units ?? [];
    if (previous && unit?.content.text === text) return previous;
    const content = parseConfig(text);
    return { units: [{ start: 0, content, comments: content.comments }] };
  },
  rules,
};
