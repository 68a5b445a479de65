import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';

export const storageConfRule = ruleFor<TomlFile>();

export const references: AtLeastOne<Reference> = [
  {
    title: 'containers-storage.conf(5)',
    url: 'https://github.com/containers/storage/blob/main/docs/containers-storage.conf.5.md',
  },
];
