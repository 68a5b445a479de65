// Made by "npm run generate" from the files of this folder.
import clone3Bypass from './clone3-bypass.ts';
import dangerousSyscall from './dangerous-syscall.ts';
import defaultAction from './default-action.ts';
import defaultKillThread from './default-kill-thread.ts';
import filterNeverMatches from './filter-never-matches.ts';
import foreignSyscall from './foreign-syscall.ts';
import gatedSyscall from './gated-syscall.ts';
import hostSpecific from './host-specific.ts';
import ignoredCondition from './ignored-condition.ts';
import ineffectiveArgumentFilter from './ineffective-argument-filter.ts';
import invalidJson from './invalid-json.ts';
import invalidProfile from './invalid-profile.ts';
import ioUring from './io-uring.ts';
import missingArchitecture from './missing-architecture.ts';
import obsoleteField from './obsolete-field.ts';
import redundantRule from './redundant-rule.ts';
import runtimeBaselineMissing from './runtime-baseline-missing.ts';
import sameIndexConditions from './same-index-conditions.ts';
import shadowedRule from './shadowed-rule.ts';
import silentSuccess from './silent-success.ts';
import socketFamily from './socket-family.ts';
import socketcallBypass from './socketcall-bypass.ts';
import unconfinedByAccident from './unconfined-by-accident.ts';
import unknownSyscall from './unknown-syscall.ts';
import weakAction from './weak-action.ts';

export const rules = [clone3Bypass, dangerousSyscall, defaultAction, defaultKillThread, filterNeverMatches, foreignSyscall, gatedSyscall, hostSpecific, ignoredCondition, ineffectiveArgumentFilter, invalidJson, invalidProfile, ioUring, missingArchitecture, obsoleteField, redundantRule, runtimeBaselineMissing, sameIndexConditions, shadowedRule, silentSuccess, socketFamily, socketcallBypass, unconfinedByAccident, unknownSyscall, weakAction];
