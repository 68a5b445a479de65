// Made by "npm run generate" from the files of this folder.
import badValue from './bad-value.ts';
import contradiction from './contradiction.ts';
import duplicate from './duplicate.ts';
import noEffect from './no-effect.ts';
import notEnforced from './not-enforced.ts';
import unknownCapability from './unknown-capability.ts';
import unknownKey from './unknown-key.ts';

export const rules = [badValue, contradiction, duplicate, noEffect, notEnforced, unknownCapability, unknownKey];
