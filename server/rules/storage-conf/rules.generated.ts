// Made by "npm run generate" from the files of this folder.
import invalidToml from './invalid-toml.ts';
import invalidValue from './invalid-value.ts';
import unknownKey from './unknown-key.ts';
import weakOption from './weak-option.ts';
import wrongType from './wrong-type.ts';

export const rules = [invalidToml, invalidValue, unknownKey, weakOption, wrongType];
