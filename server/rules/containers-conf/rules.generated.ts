// Made by "npm run generate" from the files of this folder.
import defaultCapabilities from './default-capabilities.ts';
import hostNamespace from './host-namespace.ts';
import invalidToml from './invalid-toml.ts';
import invalidValue from './invalid-value.ts';
import isolationOff from './isolation-off.ts';
import unknownKey from './unknown-key.ts';
import wrongType from './wrong-type.ts';

export const rules = [defaultCapabilities, hostNamespace, invalidToml, invalidValue, isolationOff, unknownKey, wrongType];
