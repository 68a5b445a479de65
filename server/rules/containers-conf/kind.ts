import type { Kind } from '../../core/kind.ts';
import { parseTomlModel } from '../../parse/toml/model.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';
import { rules } from './rules.generated.ts';

const names =
  /(?:^|\/)(?:[^/]*containers\.conf|containers(?:\.root(?:ful|less))?\.conf\.d\/(?:.*\/)?[^/]+\.conf|containers\.conf\.modules\/.+\.conf)$/i;

/** How containers are run where nothing else is said. */
export const containersConf: Kind<TomlFile> = {
  id: 'containers-conf',
  name: 'containers.conf',
  exampleFile: 'containers.conf',
  claims: ({ path }) => names.test(path),
  parse: parseTomlModel,
  rules,
};
