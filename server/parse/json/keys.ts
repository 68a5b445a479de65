import type { JsonMember, JsonObject, JsonValue } from './tree.ts';

/** How Go's encoding/json compares a key with a field's name: without regard to case, Unicode's folding included. */
export const foldKey = (key: string): string => key.toLowerCase().replaceAll('\u017f', 's');

/** Whether it takes a key for a field's. What folds to a name is as long as that, so that most are told apart at no cost. */
export const isKeyOf = (key: string, field: string): boolean =>
  key === field || (key.length === field.length && foldKey(key) === foldKey(field));

/** The member that Go's encoding/json gives to a field: the case of the key does not matter, the last one wins. */
export function goMember(value: JsonValue | undefined, field: string): JsonMember | undefined {
  if (value?.type !== 'object') return undefined;
  return value.members.findLast(({ key }) => isKeyOf(key.value, field));
}

/** All that it decodes into a field, one after the other: it refuses a value of the wrong type wherever it stands. */
export function goMembers(value: JsonValue | undefined, field: string): JsonMember[] {
  if (value?.type !== 'object') return [];
  return value.members.filter(({ key }) => isKeyOf(key.value, field));
}

/** The first member with exactly this key. */
export const memberNamed = (object: JsonObject, key: string): JsonMember | undefined =>
  object.members.find(member => member.key.value === key);
