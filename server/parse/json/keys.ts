import type { JsonMember, JsonObject, JsonValue } from './tree.ts';

/** How Go's encoding/json compares a key with a field's name: without regard to case, Unicode's folding included. */
export const foldKey = (key: string): string => key.toLowerCase().replaceAll('\u017f', 's');

/** The member that Go's encoding/json gives to a field: the case of the key does not matter, the last one wins. */
export function goMember(value: JsonValue | undefined, field: string): JsonMember | undefined {
  if (value?.type !== 'object') return undefined;
  const wanted = foldKey(field);
  return value.members.findLast(({ key }) => foldKey(key.value) === wanted);
}

/** All that it decodes into a field, one after the other: it refuses a value of the wrong type wherever it stands. */
export function goMembers(value: JsonValue | undefined, field: string): JsonMember[] {
  if (value?.type !== 'object') return [];
  const wanted = foldKey(field);
  return value.members.filter(({ key }) => foldKey(key.value) === wanted);
}

/** The first member with exactly this key. */
export const memberNamed = (object: JsonObject, key: string): JsonMember | undefined =>
  object.members.find(member => member.key.value === key);
