import type { Kind } from '../../core/kind.ts';
import { parseTomlModel } from '../../parse/toml/model.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';
import { rules } from './rules.generated.ts';

const names = /(?:^|\/)(?:[^/]*storage\.conf|storage(?:\.root(?:ful|less))?\.conf\.d\/(?:.*\/)?[^/]+\.conf)$/i;

/** Where images and containers are stored. */
export const storageConf: Kind<TomlFile> = {
  id: 'storage-conf',
  name: 'storage.conf',
  exampleFile: 'storage.conf',
  claims: ({ path }) => names.test(path),
  parse: parseTomlModel,
  rules,
};
