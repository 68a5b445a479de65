import { lookUp } from '../../core/lookUp.ts';
import { inRange } from '../../core/podmanVersion.ts';
import { byPlace } from '../../core/span.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { isNull } from '../../parse/json/goValues.ts';
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
import { asObject, hasUnknown, type Place, strictMembers } from './_object.ts';

/** One requirement of a list. */
export function checkRequirement(place: Place, value: JsonValue): void {
  if (isUnknown(value)) return;
  if (value.type !== 'object') {
    const fixes = asObject(value, Object.keys(requirements));
    place.report({ at: value.span, message: 'requirement-no-object', fixes });
    return;
  }
  const type = knownType(place, value, Object.keys(requirements), 'unknown-requirement');
  if (!type) return;
  const isBaseLayer = type.value === 'signedBaseLayer';
  const members = checkMembers(place, value, lookUp(requirements, type.value) ?? {}, ['type'], isBaseLayer);
  switch (type.value) {
    case 'signedBy':
      if (!members.has('keyType')) reportMissingKeyType(place, value, type);
      checkSignedBySources(place, value, type, members);
      return;
    case 'sigstoreSigned':
      checkSigstore(place, value, type, members);
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

function checkMembers(
  place: Place,
  object: JsonObject,
  fields: Fields,
  more: readonly string[] = [],
  isEachNeeded = false,
): Members {
  const members = strictMembers(place, object, [...more, ...Object.keys(fields)], isEachNeeded);
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
  keys.flatMap(key => members.get(key) ?? []).sort(byPlace);

/** Here a key counts by being there. */
function checkSignedBySources(place: Place, object: JsonObject, type: JsonString, members: Members) {
  const keys = keySources['signedBy'] ?? [];
  const [first, second] = membersOf(members, keys);
  if (!first) reportNoSource(place, object, members, type, keys);
  else if (second) reportSeveral(place, second, type.value, keys);
  else reportEmpty(place, first, requirements['signedBy']);
}

/** The first Podman to which a key counts here by having a value, and not by being there. */
const countsValues = '>=4.4';

function checkSigstore(place: Place, object: JsonObject, type: JsonString, members: Members) {
  const fields = requirements['sigstoreSigned'] ?? {};
  const isCounted = (member: JsonMember) =>
    !inRange(place.podman, countsValues) || isSet(member, lookUp(fields, keyOf(members, member)) ?? 'string');
  const keys = keySources['sigstoreSigned'] ?? [];
  const present = membersOf(members, keys);
  const [first] = present.filter(isCounted);
  const [, second] = present.filter(member => isCounted(member) && !isToldEmpty(member));
  if (second) reportSeveral(place, second, type.value, keys);
  else if (!first && present[0]) reportEmptyMember(place, present[0]);
  else if (!first) reportNoSource(place, object, members, type, keys);

  const lists = ['keyPaths', 'keyDatas', 'rekorPublicKeyPaths', 'rekorPublicKeyDatas'];
  const empty = membersOf(members, lists).filter(({ value }) => isNothing(value));
  for (const member of empty) if (first || member !== present[0]) reportEmptyMember(place, member);
  const [rekor, otherRekor] = membersOf(members, rekorSources).filter(isCounted);
  if (otherRekor) reportSeveral(place, otherRekor, type.value, rekorSources);
  const fulcio = members.get('fulcio');
  const pki = members.get('pki');
  if (fulcio?.value.type === 'object' && !rekor && !empty.some(({ key }) => rekorSources.includes(key.value)))
    place.report({ at: fulcio.key.span, message: 'fulcio-without-rekor', params: { keys: rekorSources.join(', ') } });
  if (pki && rekor && pki !== second)
    place.report({ at: rekor.key.span, message: 'pki-with-rekor', params: { key: rekor.key.value } });
}

/** The key that a member, perhaps misspelt, was taken for. */
const keyOf = (members: Members, member: JsonMember): string =>
  [...members].find(([, other]) => other === member)?.[0] ?? member.key.value;

/** For which it is refused whatever else there is. */
const isToldEmpty = ({ key, value }: JsonMember): boolean => /s$|^fulcio$|^pki$/.test(key.value) && isNothing(value);

const isNothing = (value: JsonValue): boolean => (value.type === 'array' ? value.items.length === 0 : isNull(value));

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
  else if (member.value.type === 'object')
    reportNoSource(place, member.value, members, member.key, ['subjectEmail', 'subjectHostname']);
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
  else if (owner.value.type === 'object') reportNoSource(place, owner.value, members, owner.key, keys);
}

function reportEmpty(place: Place, member: JsonMember, fields: Fields | undefined) {
  if (!isSet(member, lookUp(fields, member.key.value) ?? 'string')) reportEmptyMember(place, member);
}

const reportEmptyMember = (place: Place, { key, value }: JsonMember): void =>
  place.report({ at: value.span, message: 'empty-value', params: { key: key.value } });

/** A key that is none here is likely the one that is missed: it is told already. */
function reportNoSource(
  place: Place,
  object: JsonObject,
  members: Members,
  owner: JsonString,
  keys: readonly string[],
) {
  const params = { owner: owner.value, keys: keys.join(', ') };
  if (!hasUnknown(object, members)) place.report({ at: owner.span, message: 'no-source', params });
}

const reportSeveral = (place: Place, { key }: JsonMember, owner: string, keys: readonly string[]): void =>
  place.report({ at: key.span, message: 'several-sources', params: { owner, keys: keys.join(', ') } });
