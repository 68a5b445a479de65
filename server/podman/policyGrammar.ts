/** What a key's value has to be. Go's decoder takes null for all but objects: for an empty string, no list, no data. */
export type FieldKind = 'string' | 'strings' | 'base64' | 'base64s' | 'key-type' | 'identity' | 'fulcio' | 'pki';

export type Fields = Readonly<Record<string, FieldKind>>;

/** The keys of each requirement beside `type` (containers-policy.json(5), containers/image 5.39). */
export const requirements: Readonly<Record<string, Fields>> = {
  insecureAcceptAnything: {},
  reject: {},
  signedBy: {
    keyType: 'key-type',
    keyPath: 'string',
    keyPaths: 'strings',
    keyData: 'base64',
    signedIdentity: 'identity',
  },
  sigstoreSigned: {
    keyPath: 'string',
    keyPaths: 'strings',
    keyData: 'base64',
    keyDatas: 'base64s',
    fulcio: 'fulcio',
    pki: 'pki',
    rekorPublicKeyPath: 'string',
    rekorPublicKeyPaths: 'strings',
    rekorPublicKeyData: 'base64',
    rekorPublicKeyDatas: 'base64s',
    signedIdentity: 'identity',
  },
  signedBaseLayer: { baseLayerIdentity: 'identity' },
};

/**
 * The first Podman that knows a key of `sigstoreSigned`: containers/image 5.24, 5.33 and 5.35, which Podman 4.4, 5.3 and
 * 5.5 are built with. What is not here came with `sigstoreSigned` itself (5.22, Podman 4.2).
 */
export const newerFields: Readonly<Record<string, string>> = {
  fulcio: '4.4',
  rekorPublicKeyPath: '4.4',
  rekorPublicKeyData: '4.4',
  keyPaths: '5.3',
  keyDatas: '5.3',
  rekorPublicKeyPaths: '5.3',
  rekorPublicKeyDatas: '5.3',
  pki: '5.5',
};

export const fulcioFields: Fields = {
  caPath: 'string',
  caData: 'base64',
  oidcIssuer: 'string',
  subjectEmail: 'string',
};

export const pkiFields: Fields = {
  caRootsPath: 'string',
  caRootsData: 'base64',
  caIntermediatesPath: 'string',
  caIntermediatesData: 'base64',
  subjectEmail: 'string',
  subjectHostname: 'string',
};

/** The keys of each identity beside `type`; all of them must be there. */
export const identities: Readonly<Record<string, Fields>> = {
  matchExact: {},
  matchRepoDigestOrExact: {},
  matchRepository: {},
  exactReference: { dockerReference: 'string' },
  exactRepository: { dockerRepository: 'string' },
  remapIdentity: { prefix: 'string', signedPrefix: 'string' },
};

/** Only the first is implemented; the others are read and then always deny. */
export const keyTypes: readonly string[] = ['GPGKeys', 'signedByGPGKeys', 'X509Certificates', 'signedByX509CAs'];

/** Where the keys of a requirement come from: exactly one of these. */
export const keySources: Readonly<Record<string, readonly string[]>> = {
  signedBy: ['keyPath', 'keyPaths', 'keyData'],
  sigstoreSigned: ['keyPath', 'keyPaths', 'keyData', 'keyDatas', 'fulcio', 'pki'],
};

export const rekorSources: readonly string[] = [
  'rekorPublicKeyPath',
  'rekorPublicKeyPaths',
  'rekorPublicKeyData',
  'rekorPublicKeyDatas',
];

/** As Go's base64.StdEncoding reads it: line breaks do not count. */
export function isBase64(text: string): boolean {
  const data = text.replace(/[\r\n]/g, '');
  return data.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(data);
}

/** The same data in base64 as Go reads it, from what people write instead: PEM, the URL alphabet, no padding. */
export function asBase64(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^\s*-----BEGIN [A-Z ]+-----/.test(text) && /^[\x00-\x7f]*$/.test(text)) return btoa(text);
  const data = text.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const padded = data.padEnd(Math.ceil(data.length / 4) * 4, '=');
  return data !== '' && data.length % 4 !== 1 && isBase64(padded) ? padded : undefined;
}
