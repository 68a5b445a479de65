// Made by "npm run generate" from the files of this folder.
import defaultAccept from './default-accept.ts';
import digestBypass from './digest-bypass.ts';
import fulcioIdentity from './fulcio-identity.ts';
import implicitIdentity from './implicit-identity.ts';
import invalidPolicy from './invalid-policy.ts';
import keyData from './key-data.ts';
import keyFile from './key-file.ts';
import keyFileWritable from './key-file-writable.ts';
import listIsAnd from './list-is-and.ts';
import localTransportAccept from './local-transport-accept.ts';
import lookaside from './lookaside.ts';
import looseIdentity from './loose-identity.ts';
import matchExactByDigest from './match-exact-by-digest.ts';
import newerThanPodman from './newer-than-podman.ts';
import noTransparencyLog from './no-transparency-log.ts';
import publicRegistryAccept from './public-registry-accept.ts';
import redundantRequirement from './redundant-requirement.ts';
import registryAccept from './registry-accept.ts';
import remapIdentity from './remap-identity.ts';
import scopeNeverMatches from './scope-never-matches.ts';
import sigstoreAttachments from './sigstore-attachments.ts';
import unimplementedRequirement from './unimplemented-requirement.ts';
import unknownTransport from './unknown-transport.ts';
import userPolicy from './user-policy.ts';
import weakerScope from './weaker-scope.ts';

export const rules = [defaultAccept, digestBypass, fulcioIdentity, implicitIdentity, invalidPolicy, keyData, keyFile, keyFileWritable, listIsAnd, localTransportAccept, lookaside, looseIdentity, matchExactByDigest, newerThanPodman, noTransparencyLog, publicRegistryAccept, redundantRequirement, registryAccept, remapIdentity, scopeNeverMatches, sigstoreAttachments, unimplementedRequirement, unknownTransport, userPolicy, weakerScope];
