// Made by "npm run generate" from the files of this folder.
import invalidPolicy from './invalid-policy.ts';

export const rules = [invalidPolicy];
