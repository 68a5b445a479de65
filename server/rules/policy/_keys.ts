import { lookUp } from '../../core/lookUp.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonObject, JsonString, JsonValue } from '../../parse/json/tree.ts';
import type { Requirement } from '../../parse/policy/policy.ts';
import type { KeyFormat } from '../../podman/policyKeys.ts';

/** A path or the data of a key, and what it has to hold. */
export interface KeySource {
  /** `keyPath`, `caData`... */
  readonly key: string;
  readonly value: JsonString;
  readonly format: KeyFormat;
}

/** The message about a key that is in another format. */
export const wrongFormat = {
  gpg: 'not-gpg',
  'public-key': 'not-public-key',
  certificate: 'not-certificate',
} as const satisfies Record<KeyFormat, string>;

const paths: Readonly<Record<string, KeyFormat>> = {
  keyPath: 'public-key',
  keyPaths: 'public-key',
  rekorPublicKeyPath: 'public-key',
  rekorPublicKeyPaths: 'public-key',
  caPath: 'certificate',
  caRootsPath: 'certificate',
  caIntermediatesPath: 'certificate',
};

const data: Readonly<Record<string, KeyFormat>> = {
  keyData: 'public-key',
  keyDatas: 'public-key',
  rekorPublicKeyData: 'public-key',
  rekorPublicKeyDatas: 'public-key',
  caData: 'certificate',
  caRootsData: 'certificate',
  caIntermediatesData: 'certificate',
};

/** The files that a requirement names. */
export const keyFiles = (requirement: Requirement): KeySource[] => sources(requirement, paths);

/** The keys that stand in a requirement. */
export const keyDatas = (requirement: Requirement): KeySource[] => sources(requirement, data);

function sources({ type, node }: Requirement, keys: Readonly<Record<string, KeyFormat>>): KeySource[] {
  if (type === 'signedBy') return sourcesIn(node, keys, 'gpg');
  if (type !== 'sigstoreSigned') return [];
  const nested = ['fulcio', 'pki'].map(key => memberNamed(node, key)?.value).filter(isObject);
  return [node, ...nested].flatMap(object => sourcesIn(object, keys));
}

const isObject = (value: JsonValue | undefined): value is JsonObject => value?.type === 'object';

function sourcesIn(object: JsonObject, keys: Readonly<Record<string, KeyFormat>>, all?: KeyFormat): KeySource[] {
  return object.members.flatMap(({ key: { value: key }, value }) => {
    const own = lookUp(keys, key);
    const format = own && (all ?? own);
    if (!format) return [];
    const values = value.type === 'array' ? value.items : [value];
    return values.flatMap(value => (value.type === 'string' ? [{ key, value, format }] : []));
  });
}
