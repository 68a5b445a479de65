// Made by "npm run generate" from the files of this folder.
import clearTextStore from './clear-text-store.ts';
import unknownKey from './unknown-key.ts';
import wrongType from './wrong-type.ts';

export const rules = [clearTextStore, unknownKey, wrongType];
