// Made by "npm run generate" from the files of this folder.
import defaultCapabilities from './default-capabilities.ts';
import hostAccess from './host-access.ts';
import hostNamespace from './host-namespace.ts';
import invalidToml from './invalid-toml.ts';
import invalidValue from './invalid-value.ts';
import isolationOff from './isolation-off.ts';
import leakedEnvironment from './leaked-environment.ts';
import refusedSysctl from './refused-sysctl.ts';
import secretStorage from './secret-storage.ts';
import unknownKey from './unknown-key.ts';
import unprotectedService from './unprotected-service.ts';
import untrustedProgram from './untrusted-program.ts';
import weakLimits from './weak-limits.ts';
import wrongType from './wrong-type.ts';

export const rules = [defaultCapabilities, hostAccess, hostNamespace, invalidToml, invalidValue, isolationOff, leakedEnvironment, refusedSysctl, secretStorage, unknownKey, unprotectedService, untrustedProgram, weakLimits, wrongType];
