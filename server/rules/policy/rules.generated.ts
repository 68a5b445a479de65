// Made by "npm run generate" from the files of this folder.
import defaultAccept from './default-accept.ts';
import digestBypass from './digest-bypass.ts';
import invalidPolicy from './invalid-policy.ts';
import listIsAnd from './list-is-and.ts';
import localTransportAccept from './local-transport-accept.ts';
import publicRegistryAccept from './public-registry-accept.ts';
import redundantRequirement from './redundant-requirement.ts';
import registryAccept from './registry-accept.ts';
import scopeNeverMatches from './scope-never-matches.ts';
import unknownTransport from './unknown-transport.ts';
import weakerScope from './weaker-scope.ts';

export const rules = [defaultAccept, digestBypass, invalidPolicy, listIsAnd, localTransportAccept, publicRegistryAccept, redundantRequirement, registryAccept, scopeNeverMatches, unknownTransport, weakerScope];
