import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';

export const containersConfRule = ruleFor<TomlFile>();

export const references: AtLeastOne<Reference> = [
  {
    title: 'containers.conf(5)',
    url: 'https://github.com/containers/common/blob/main/docs/containers.conf.5.md',
  },
];
