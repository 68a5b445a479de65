// Made by "npm run generate" from the files of this folder.
import clearTextStore from './clear-text-store.ts';
import definedTwice from './defined-twice.ts';
import invalidYaml from './invalid-yaml.ts';
import unknownKey from './unknown-key.ts';
import unusableStore from './unusable-store.ts';
import wrongType from './wrong-type.ts';

export const rules = [clearTextStore, definedTwice, invalidYaml, unknownKey, unusableStore, wrongType];
