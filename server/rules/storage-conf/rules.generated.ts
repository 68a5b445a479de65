// Made by "npm run generate" from the files of this folder.
import invalidToml from './invalid-toml.ts';
import invalidValue from './invalid-value.ts';
import mountOptions from './mount-options.ts';
import unknownKey from './unknown-key.ts';
import untrustedPlace from './untrusted-place.ts';
import weakOption from './weak-option.ts';
import wrongType from './wrong-type.ts';

export const rules = [invalidToml, invalidValue, mountOptions, unknownKey, untrustedPlace, weakOption, wrongType];
