import { lookUp } from '../../core/lookUp.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import type { JsonMember, JsonObject, JsonString, JsonValue } from '../../parse/json/tree.ts';
import {
  type Fields,
  fulcioFields,
  keySources,
  pkiFields,
  rekorSources,
  requirements,
} from '../../podman/policyGrammar.ts';
import { checkField, isSet, isUnknown } from './_fields.ts';
import { checkIdentity, knownType } from './_identity.ts';
import { type Place, strictMembers } from './_object.ts';

/** One requirement of a list. */
export function checkRequirement(place: Place, value: JsonValue): void {
  if (isUnknown(value)) return;
  if (value.type !== 'object') {
    place.report({ at: value.span, message: 'requirement-no-object' });
    return;
  }
  const type = knownType(place, value, Object.keys(requirements), 'unknown-requirement');
  if (!type) return;
  const members = checkMembers(place, value, lookUp(requirements, type.value) ?? {}, ['type']);
  switch (type.value) {
    case 'signedBy':
      if (!members.has('keyType')) reportMissingKeyType(place, value, type);
      checkSignedBySources(place, type, members);
      return;
    case 'sigstoreSigned':
      checkSigstore(place, type, members);
      return;
    case 'signedBaseLayer':
      if (!members.has('baseLayerIdentity'))
        place.report({
          at: type.span,
          message: 'missing-key',
          params: { key: 'baseLayerIdentity', owner: type.value },
        });
  }
}

type Members = ReadonlyMap<string, JsonMember>;

function checkMembers(place: Place, object: JsonObject, fields: Fields, more: readonly string[] = []): Members {
  const members = strictMembers(place, object, [...more, ...Object.keys(fields)]);
  for (const [key, kind] of Object.entries(fields)) {
    const member = members.get(key);
    if (!member) continue;
    if (kind === 'identity') checkIdentity(place, member);
    else if (kind === 'fulcio') checkFulcio(place, member);
    else if (kind === 'pki') checkPki(place, member);
    else checkField(place, member, kind);
  }
  return members;
}

function reportMissingKeyType(place: Place, object: JsonObject, type: JsonString) {
  const title = { text: { en: 'Add "keyType": "GPGKeys"', ja: '"keyType": "GPGKeys" を追加する' } };
  const edit = insertLastMember(place.text, object, 'keyType', '"GPGKeys"');
  const params = { key: 'keyType', owner: type.value };
  place.report({ at: type.span, message: 'missing-key', params, fixes: [{ title, edits: [edit], safe: false }] });
}

/** In the order in which they stand. */
const membersOf = (members: Members, keys: readonly string[]): JsonMember[] =>
  keys.flatMap(key => members.get(key) ?? []).sort((a, b) => a.span.start - b.span.start);

/** Here a key counts by being there. */
function checkSignedBySources(place: Place, type: JsonString, members: Members) {
  const keys = keySources['signedBy'] ?? [];
  const [first, second] = membersOf(members, keys);
  if (!first) reportNoSource(place, type.span, type.value, keys);
  else if (second) reportSeveral(place, second, type.value, keys);
  else reportEmpty(place, first, requirements['signedBy']);
}

/** Here a key counts by having a value. */
function checkSigstore(place: Place, type: JsonString, members: Members) {
  const fields = requirements['sigstoreSigned'] ?? {};
  const isCounted = (member: JsonMember) => isSet(member, lookUp(fields, keyOf(members, member)) ?? 'string');
  const keys = keySources['sigstoreSigned'] ?? [];
  const present = membersOf(members, keys);
  const [first, second] = present.filter(isCounted);
  if (second) reportSeveral(place, second, type.value, keys);
  else if (!first && present[0]) reportEmptyMember(place, present[0]);
  else if (!first) reportNoSource(place, type.span, type.value, keys);

  for (const key of ['keyPaths', 'keyDatas', 'rekorPublicKeyPaths', 'rekorPublicKeyDatas']) {
    const member = members.get(key);
    if (member && hasNoEntries(member.value) && !(member === present[0] && !first)) reportEmptyMember(place, member);
  }
  const [rekor, otherRekor] = membersOf(members, rekorSources).filter(isCounted);
  if (otherRekor) reportSeveral(place, otherRekor, type.value, rekorSources);
  const fulcio = members.get('fulcio');
  const pki = members.get('pki');
  if (fulcio && !rekor)
    place.report({ at: fulcio.key.span, message: 'fulcio-without-rekor', params: { keys: rekorSources.join(', ') } });
  if (pki && rekor) place.report({ at: rekor.key.span, message: 'pki-with-rekor', params: { key: rekor.key.value } });
}

/** The key that a member, perhaps misspelt, was taken for. */
const keyOf = (members: Members, member: JsonMember): string =>
  [...members].find(([, other]) => other === member)?.[0] ?? member.key.value;

const hasNoEntries = (value: JsonValue): boolean =>
  value.type === 'array' ? value.items.length === 0 : value.type === 'literal' && value.value === null;

function checkFulcio(place: Place, member: JsonMember) {
  const members = checkNested(place, member, fulcioFields);
  if (!members) return;
  checkAlternatives(place, member, members, fulcioFields, ['caPath', 'caData'], true);
  for (const key of ['oidcIssuer', 'subjectEmail'])
    checkAlternatives(place, member, members, fulcioFields, [key], true);
}

function checkPki(place: Place, member: JsonMember) {
  const members = checkNested(place, member, pkiFields);
  if (!members) return;
  checkAlternatives(place, member, members, pkiFields, ['caRootsPath', 'caRootsData'], true);
  checkAlternatives(place, member, members, pkiFields, ['caIntermediatesPath', 'caIntermediatesData'], false);
  const subjects = membersOf(members, ['subjectEmail', 'subjectHostname']);
  if (subjects.some(subject => isSet(subject, 'string'))) return;
  if (subjects[0]) reportEmptyMember(place, subjects[0]);
  else reportNoSource(place, member.key.span, member.key.value, ['subjectEmail', 'subjectHostname']);
}

function checkNested(place: Place, { key, value }: JsonMember, fields: Fields): Members | undefined {
  if (isUnknown(value)) return undefined;
  if (value.type === 'object') return checkMembers(place, value, fields);
  place.report({ at: value.span, message: 'no-object', params: { key: key.value } });
  return undefined;
}

/** At most one of the keys may have a value; exactly one, where it is needed. */
function checkAlternatives(
  place: Place,
  owner: JsonMember,
  members: Members,
  fields: Fields,
  keys: readonly string[],
  isNeeded: boolean,
) {
  const present = membersOf(members, keys);
  const [first, second] = present.filter(member => isSet(member, lookUp(fields, keyOf(members, member)) ?? 'string'));
  if (second) reportSeveral(place, second, owner.key.value, keys);
  if (first || !isNeeded) return;
  if (present[0]) reportEmptyMember(place, present[0]);
  else if (keys[0] !== undefined && keys.length === 1)
    place.report({ at: owner.key.span, message: 'missing-key', params: { key: keys[0], owner: owner.key.value } });
  else reportNoSource(place, owner.key.span, owner.key.value, keys);
}

function reportEmpty(place: Place, member: JsonMember, fields: Fields | undefined) {
  if (!isSet(member, lookUp(fields, member.key.value) ?? 'string')) reportEmptyMember(place, member);
}

const reportEmptyMember = (place: Place, { key, value }: JsonMember): void =>
  place.report({ at: value.span, message: 'empty-value', params: { key: key.value } });

const reportNoSource = (place: Place, at: JsonString['span'], owner: string, keys: readonly string[]): void =>
  place.report({ at, message: 'no-source', params: { owner, keys: keys.join(', ') } });

const reportSeveral = (place: Place, { key }: JsonMember, owner: string, keys: readonly string[]): void =>
  place.report({ at: key.span, message: 'several-sources', params: { owner, keys: keys.join(', ') } });
