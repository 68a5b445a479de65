// Made by "npm run generate" from the files of this folder.
import dangerousSyscall from './dangerous-syscall.ts';
import defaultAction from './default-action.ts';
import hostSpecific from './host-specific.ts';
import invalidJson from './invalid-json.ts';
import invalidProfile from './invalid-profile.ts';
import runtimeBaselineMissing from './runtime-baseline-missing.ts';
import unconfinedByAccident from './unconfined-by-accident.ts';

export const rules = [dangerousSyscall, defaultAction, hostSpecific, invalidJson, invalidProfile, runtimeBaselineMissing, unconfinedByAccident];
