import type { TomlFile } from '../../parse/toml/tree.ts';
import type { Grammar } from '../../podman/confGrammar.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { complete } from './completion.ts';
import { hover } from './hover.ts';

/** What configuration files in TOML have beside findings. */
export const tomlFeatures = (grammar: Grammar): LanguageFeatures<TomlFile> => ({
  hover: (file, offset, context) => hover(file, grammar, offset, context),
  complete: (file, offset, context) => complete(file, grammar, offset, context),
});
