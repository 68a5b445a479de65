// Made by "npm run generate" from the files of this folder.
import dangerousSyscall from './dangerous-syscall.ts';
import defaultAction from './default-action.ts';
import invalidJson from './invalid-json.ts';

export const rules = [dangerousSyscall, defaultAction, invalidJson];
