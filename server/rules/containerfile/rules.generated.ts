// Made by "npm run generate" from the files of this folder.
import adminPort from './admin-port.ts';
import curlAndWget from './curl-and-wget.ts';
import fipsBaseImage from './fips-base-image.ts';
import imageDigest from './image-digest.ts';
import imageTag from './image-tag.ts';
import invalidPort from './invalid-port.ts';
import missingUser from './missing-user.ts';
import noInstallRecommends from './no-install-recommends.ts';
import noSudo from './no-sudo.ts';
import packageAssumeYes from './package-assume-yes.ts';
import packageSignature from './package-signature.ts';
import pipedScript from './piped-script.ts';
import portProtocolCase from './port-protocol-case.ts';
import preferCopy from './prefer-copy.ts';
import rootUser from './root-user.ts';
import secretInEnv from './secret-in-env.ts';
import setuidBit from './setuid-bit.ts';
import shortImageName from './short-image-name.ts';
import tlsVerification from './tls-verification.ts';
import undefinedBaseArgument from './undefined-base-argument.ts';
import undefinedCopySource from './undefined-copy-source.ts';
import undefinedVariable from './undefined-variable.ts';
import worldWritable from './world-writable.ts';

export const rules = [adminPort, curlAndWget, fipsBaseImage, imageDigest, imageTag, invalidPort, missingUser, noInstallRecommends, noSudo, packageAssumeYes, packageSignature, pipedScript, portProtocolCase, preferCopy, rootUser, secretInEnv, setuidBit, shortImageName, tlsVerification, undefinedBaseArgument, undefinedCopySource, undefinedVariable, worldWritable];
