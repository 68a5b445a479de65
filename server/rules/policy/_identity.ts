import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonMember, JsonObject, JsonString, JsonValue } from '../../parse/json/tree.ts';
import { identities } from '../../podman/policyGrammar.ts';
import { hasTagOrDigest, isIdentityPrefix, referenceFault } from '../../podman/policyReference.ts';
import { checkField, isUnknown } from './_fields.ts';
import { asObject, type Place, rewrite, strictMembers } from './_object.ts';

/** The `type` of a requirement or identity: the member, or one that is only misspelt in its case. */
const typeMember = (object: JsonObject): JsonMember | undefined =>
  memberNamed(object, 'type') ?? object.members.find(({ key }) => key.value.toLowerCase() === 'type');

/** The type's node, if it is a known one; reports what it is instead. */
export function knownType(
  place: Place,
  object: JsonObject,
  known: readonly string[],
  message: 'unknown-requirement' | 'unknown-identity',
): JsonString | undefined {
  const value = typeMember(object)?.value;
  if (!value) {
    place.report({ at: { start: object.span.start, end: object.span.start + 1 }, message: 'missing-type' });
    return undefined;
  }
  if (isUnknown(value)) return undefined;
  if (value.type === 'string' && known.includes(value.value)) return value;
  if (value.type !== 'string') {
    place.report({ at: value.span, message: 'no-string', params: { key: 'type' } });
    return undefined;
  }
  const right = nearest(value.value, known);
  const fixes = right === undefined ? [] : [rewrite(value.span, right, true)];
  place.report({ at: value.span, message, params: { type: value.value, known: known.join(', ') }, fixes });
  return undefined;
}

/** A `signedIdentity` or `baseLayerIdentity`. */
export function checkIdentity(place: Place, { key, value }: JsonMember): void {
  if (isUnknown(value)) return;
  if (value.type !== 'object') {
    const fixes = asObject(value, Object.keys(identities));
    place.report({ at: value.span, message: 'no-object', params: { key: key.value }, fixes });
    return;
  }
  const type = knownType(place, value, Object.keys(identities), 'unknown-identity');
  if (!type) return;
  const fields = lookUp(identities, type.value) ?? {};
  const members = strictMembers(place, value, ['type', ...Object.keys(fields)], true);
  for (const [name, kind] of Object.entries(fields)) {
    const member = members.get(name);
    if (!member) {
      place.report({ at: type.span, message: 'missing-key', params: { key: name, owner: type.value } });
      continue;
    }
    checkField(place, member, kind);
    checkReference(place, name, member.value);
  }
}

function checkReference(place: Place, key: string, node: JsonValue) {
  const isNull = node.type === 'literal' && node.value === null;
  if (node.type !== 'string' && !isNull) return;
  const value = node.type === 'string' ? node.value : '';
  const params = { value };
  const at = node.span;
  if (key === 'prefix' || key === 'signedPrefix') {
    if (!isIdentityPrefix(value)) place.report({ at, message: 'bad-prefix', params });
    return;
  }
  const fault = referenceFault(value);
  if (fault === 'format') place.report({ at, message: 'bad-reference', params });
  else if (fault) {
    const lowerCase = rewrite(
      at,
      value.replace(/^[^:@]*/, name => name.toLowerCase()),
      false,
    );
    place.report({ at, message: 'upper-case-reference', params, fixes: [lowerCase] });
  } else if (key === 'dockerReference' && !hasTagOrDigest(value))
    place.report({ at, message: 'reference-without-tag', params });
}
