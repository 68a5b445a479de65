import { nearest } from '../../core/nearest.ts';
import { isNull } from '../../parse/json/goValues.ts';
import type { JsonMember, JsonValue } from '../../parse/json/tree.ts';
import { asBase64, type FieldKind, isBase64, keyTypes } from '../../podman/policyGrammar.ts';
import type { PolicyKey } from './_messages.ts';
import { type Place, rewrite } from './_object.ts';

/** What cannot be judged: a value that is still missing. */
export const isUnknown = (value: JsonValue): boolean => value.type === 'unknown';

/** Whether Go's decoder leaves something behind: not for null, not for an empty string where text is wanted. */
export const isSet = ({ value }: JsonMember, kind: FieldKind): boolean =>
  kind === 'fulcio' ||
  kind === 'pki' ||
  (!isNull(value) && !(kind === 'string' && value.type === 'string' && value.value === ''));

/** Reports a value of a wrong type. Objects are checked by whoever knows them. */
export function checkField(place: Place, member: JsonMember, kind: FieldKind): void {
  const { value } = member;
  if (isUnknown(value)) return;
  switch (kind) {
    case 'string':
      if (value.type !== 'string' && !isNull(value)) reportNoString(place, member);
      return;
    case 'strings':
      checkStrings(place, member);
      return;
    case 'base64':
      checkBase64(place, member, value);
      return;
    case 'base64s':
      if (value.type === 'array') for (const item of value.items) checkBase64(place, member, item, 'no-strings');
      else if (!isNull(value)) reportNoList(place, member);
      return;
    case 'key-type':
      checkKeyType(place, member);
  }
}

/** A list of paths under the key for one of them is that key's plural. */
function reportNoString(place: Place, { key, value }: JsonMember) {
  const plural = `${key.value}s`;
  const isList = value.type === 'array' && ['keyPaths', 'rekorPublicKeyPaths'].includes(plural);
  const fixes = isList ? [rewrite(key.span, plural, true)] : [];
  place.report({ at: value.span, message: 'no-string', params: { key: key.value }, fixes });
}

function reportNoList(place: Place, { key, value }: JsonMember) {
  const { start, end } = value.span;
  const list = `[${place.text.slice(start, end)}]`;
  const title = { text: { en: 'Make it a list', ja: 'リストにする' } };
  const fixes = value.type === 'string' ? [{ title, edits: [{ span: value.span, text: list }], safe: true }] : [];
  place.report({ at: value.span, message: 'no-strings', params: { key: key.value }, fixes });
}

function checkStrings(place: Place, member: JsonMember) {
  const { key, value } = member;
  if (value.type !== 'array') {
    if (!isNull(value)) reportNoList(place, member);
    return;
  }
  for (const item of value.items) {
    if (item.type !== 'string' && !isNull(item) && !isUnknown(item))
      place.report({ at: item.span, message: 'no-strings', params: { key: key.value } });
  }
}

function checkBase64(place: Place, { key }: JsonMember, value: JsonValue, otherwise: PolicyKey = 'no-string') {
  if (isNull(value) || isUnknown(value) || isBytes(value)) return;
  const params = { key: key.value };
  if (value.type !== 'string') {
    place.report({ at: value.span, message: otherwise, params });
    return;
  }
  if (isBase64(value.value)) return;
  const text = asBase64(value.value);
  const title = { text: { en: 'Encode it as base64', ja: 'base64 に変換する' } };
  const fixes =
    text === undefined ? [] : [{ title, edits: [{ span: value.span, text: JSON.stringify(text) }], safe: true }];
  place.report({ at: value.span, message: 'no-base64', params, fixes });
}

/** Go decodes a list of small numbers to bytes as well. */
const isBytes = (value: JsonValue): boolean =>
  value.type === 'array' &&
  value.items.every(item => isNull(item) || (item.type === 'number' && /^\d+$/.test(item.text) && +item.text < 256));

function checkKeyType(place: Place, member: JsonMember) {
  const { value, key } = member;
  if (value.type !== 'string' && !isNull(value)) {
    place.report({ at: value.span, message: 'no-string', params: { key: key.value } });
    return;
  }
  const type = value.type === 'string' ? value.value : '';
  if (keyTypes.includes(type)) return;
  const right = nearest(type, keyTypes) ?? 'GPGKeys';
  place.report({
    at: value.span,
    message: 'unknown-key-type',
    params: { type },
    fixes: [rewrite(value.span, right, false)],
  });
}
