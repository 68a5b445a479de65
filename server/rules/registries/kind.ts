import type { Kind, TextFile } from '../../core/kind.ts';
import { parseTomlModel } from '../../parse/toml/model.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';
import { rules } from './rules.generated.ts';

const names = /(?:^|\/)(?:[^/]*registries\.conf|registries(?:\.root(?:ful|less))?\.conf\.d\/(?:.*\/)?[^/]+\.conf)$/i;
const shortNames = /(?:^|\/)(?:\d+-)?short-?names(?:-[\w-]+)?\.conf$/i;

/** Where images are pulled from. */
export const registries: Kind<TomlFile> = {
  id: 'registries',
  name: 'registries.conf',
  exampleFile: 'registries.conf',
  claims: ({ path, text }: TextFile) => names.test(path) || (shortNames.test(path) && /^\s*\[aliases\]/m.test(text)),
  parse: parseTomlModel,
  rules,
};
