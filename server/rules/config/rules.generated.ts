// Made by "npm run generate" from the files of this folder.
import badValue from './bad-value.ts';
import expiredIgnore from './expired-ignore.ts';
import ignoreWithoutReason from './ignore-without-reason.ts';
import invalidYaml from './invalid-yaml.ts';
import unknownKey from './unknown-key.ts';
import unknownRule from './unknown-rule.ts';

export const rules = [badValue, expiredIgnore, ignoreWithoutReason, invalidYaml, unknownKey, unknownRule];
