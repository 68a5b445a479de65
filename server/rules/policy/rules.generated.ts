// Made by "npm run generate" from the files of this folder.
import defaultAccept from './default-accept.ts';
import invalidPolicy from './invalid-policy.ts';
import registryAccept from './registry-accept.ts';

export const rules = [defaultAccept, invalidPolicy, registryAccept];
