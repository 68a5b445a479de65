// Made by "npm run generate" from the files of this folder.
import insecureRegistry from './insecure-registry.ts';
import invalidAlias from './invalid-alias.ts';
import invalidRegistry from './invalid-registry.ts';
import invalidToml from './invalid-toml.ts';
import mirrorByTag from './mirror-by-tag.ts';
import remapped from './remapped.ts';
import shortNameMode from './short-name-mode.ts';
import unknownKey from './unknown-key.ts';
import unqualifiedSearch from './unqualified-search.ts';
import version1 from './version-1.ts';
import wrongType from './wrong-type.ts';

export const rules = [insecureRegistry, invalidAlias, invalidRegistry, invalidToml, mirrorByTag, remapped, shortNameMode, unknownKey, unqualifiedSearch, version1, wrongType];
