/**
 * Keys of a containers-policy.json and what they are for, for completion and hover in JSON editors. It demands nothing:
 * what is wrong, the linter says, and says it once. `policyKeys` are those of the linter's grammar.
 */
export function containersPolicySchema({ policyKeys }) {
  const { requirements, identities, fulcioFields, pkiFields } = policyKeys;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'containers-policy.schema.json',
    title: 'containers-policy.json(5)',
    description: 'Which images Podman, Buildah and Skopeo accept.',
    properties: {
      default: {
        description: 'What holds for images that no scope names. Must be there.',
        default: [{ type: 'reject' }],
        ...requirementList(),
      },
      transports: {
        description: 'By transport, then by scope: the requirements of the nearest scope hold, and no others.',
        default: { docker: {} },
        additionalProperties: { additionalProperties: { $ref: '#/definitions/requirements' } },
      },
    },
    definitions: {
      requirements: requirementList(),
      requirement: { properties: { type: describe('type'), ...fieldsOf(requirements) } },
      identity: { properties: { type: describe('identityType'), ...fieldsOf(identities) } },
      fulcio: { properties: fieldsOf({ fulcio: fulcioFields }) },
      pki: { properties: fieldsOf({ pki: pkiFields }) },
    },
  };
}

const requirementList = () => ({ items: { $ref: '#/definitions/requirement' } });

/** All keys of all owners, once. */
function fieldsOf(owners) {
  const kinds = Object.assign({}, ...Object.values(owners));
  return Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, { ...describe(key), ...nested(kind) }]));
}

const nested = kind =>
  ['identity', 'fulcio', 'pki'].includes(kind) ? { allOf: [{ $ref: `#/definitions/${kind}` }] } : {};

function describe(key) {
  const description = descriptions[key];
  if (!description) throw new Error(`${key} of policy.json needs a description`);
  return { description };
}

const publicKey = 'a public key in PEM (cosign.pub)';

const descriptions = {
  type: 'insecureAcceptAnything, reject, signedBy (GnuPG) or sigstoreSigned (cosign). All requirements of a list must be met.',
  keyType: 'GPGKeys: the others were never implemented.',
  keyPath: 'Absolute path of a key file: a keyring of GnuPG for signedBy, a public key in PEM for sigstoreSigned.',
  keyPaths: 'Absolute paths of several such files: one of the keys is enough.',
  keyData: 'The key itself, in base64.',
  keyDatas: 'Several keys in base64: one of them is enough. Podman 5.3 or newer.',
  signedIdentity: 'Which name the signature must be for. Without it: matchRepoDigestOrExact.',
  baseLayerIdentity: 'Never implemented: every image is rejected.',
  fulcio: 'Certificates of Fulcio instead of a key: who signed, and who vouches for that. Needs a rekorPublicKey….',
  pki: 'Certificates of a certificate authority of your own instead of a key. Podman 5.5 or newer.',
  rekorPublicKeyPath: `Absolute path of the transparency log's key, ${publicKey}: signatures must be in the log.`,
  rekorPublicKeyPaths: 'Several keys of the transparency log: one of them is enough. Podman 5.3 or newer.',
  rekorPublicKeyData: "The transparency log's public key, PEM in base64.",
  rekorPublicKeyDatas: 'Several such keys: one of them is enough. Podman 5.3 or newer.',
  identityType:
    'matchRepoDigestOrExact, matchExact, matchRepository, exactReference, exactRepository or remapIdentity.',
  dockerReference: 'The image that the signature must be for, with a tag or digest.',
  dockerRepository: 'The repository that the signature must be for.',
  prefix: 'What names of images here start with: the registry or namespace of the mirror.',
  signedPrefix: 'What stands in its place in the signatures: the registry or namespace at the vendor.',
  caPath: "Absolute path of Fulcio's certificates in PEM.",
  caData: "Fulcio's certificates, PEM in base64.",
  oidcIssuer: 'Who vouches for the signer, to the letter, such as https://accounts.google.com.',
  subjectEmail: 'The e-mail address of the signer, to the letter.',
  caRootsPath: 'Absolute path of the root certificates in PEM.',
  caRootsData: 'The root certificates, PEM in base64.',
  caIntermediatesPath: 'Absolute path of the intermediate certificates in PEM.',
  caIntermediatesData: 'The intermediate certificates, PEM in base64.',
  subjectHostname: 'The host name in the certificate of the signer.',
};
