import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';

export const registriesRule = ruleFor<TomlFile>();

export const manual: Reference = {
  title: 'containers-registries.conf(5)',
  url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
};
export const references: AtLeastOne<Reference> = [manual];
