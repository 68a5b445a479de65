import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import { foldKey, isKeyOf } from './keys.ts';
import type { JsonArray, JsonMember, JsonObject, JsonValue } from './tree.ts';

/*
 * Values as Go's encoding/json puts them into the fields of a struct: the case of keys does not matter, null leaves a
 * field as it is, and of keys that occur twice the later one is decoded into what the earlier one left: texts are
 * replaced, objects are merged, lists item by item.
 */

/** The objects that were decoded into one struct, one after the other. */
export type GoStruct = readonly JsonObject[];

/** What a struct's field was set by. */
export interface GoField<Value> {
  readonly member: JsonMember;
  readonly value: Value;
}

export interface GoList {
  readonly member: JsonMember;
  /** The array that decided on the length. */
  readonly array: JsonArray;
  /** For each item what was decoded into it. */
  readonly items: readonly (readonly JsonValue[])[];
}

export const isNull = (value: JsonValue): boolean => value.type === 'literal' && value.value === null;

function membersOf(struct: GoStruct, field: string): JsonMember[] {
  const found: JsonMember[] = [];
  for (const { members } of struct) {
    for (const member of members) if (isKeyOf(member.key.value, field)) found.push(member);
  }
  return found;
}

/** The last member of a field, also one that sets nothing. */
export const memberOf = (struct: GoStruct, field: string): JsonMember | undefined => membersOf(struct, field).at(-1);

/** A field of type string. */
export function textOf(struct: GoStruct, field: string): GoField<string> | undefined {
  const member = membersOf(struct, field).findLast(({ value }) => !isNull(value));
  return member?.value.type === 'string' ? { member, value: member.value.value } : undefined;
}

/** A field of type uint. A pointer to one (`*uint`) is emptied by null. */
export function uintOf(struct: GoStruct, field: string, isPointer = false): GoField<bigint> | undefined {
  const members = membersOf(struct, field);
  const member = isPointer ? members.at(-1) : members.findLast(({ value }) => !isNull(value));
  const value = member && uint(member.value);
  return member && value !== undefined ? { member, value } : undefined;
}

/** A field that is a struct. */
export const structOf = (struct: GoStruct, field: string): GoStruct =>
  membersOf(struct, field).flatMap(({ value }) => (value.type === 'object' ? [value] : []));

/** A field that is a list; null empties it. */
export function listOf(struct: GoStruct, field: string): GoList | undefined {
  let found: GoList | undefined;
  for (const member of membersOf(struct, field)) {
    const { value } = member;
    if (isNull(value)) found = undefined;
    if (value.type !== 'array') continue;
    const before = found?.items ?? [];
    found = { member, array: value, items: value.items.map((item, i) => (before[i] ? [...before[i], item] : [item])) };
  }
  return found;
}

/** An item that is a struct; undefined for one that null left empty where items are pointers. */
export function structItem(item: readonly JsonValue[]): GoStruct | undefined {
  const from = item.findLastIndex(isNull) + 1;
  const objects = item.slice(from).filter(value => value.type === 'object');
  return from > 0 && objects.length === 0 ? undefined : objects;
}

/** An item of type string, and the value that stands in its place; null leaves it as it is. */
export const textItem = (item: readonly JsonValue[]): string => {
  const last = item.findLast(value => !isNull(value));
  return last?.type === 'string' ? last.value : '';
};

/** What a field takes. */
export type Shape = 'text' | 'uint' | { readonly list: Shape } | { readonly fields: Readonly<Record<string, Shape>> };

export interface TypeFault {
  readonly at: Span;
  readonly wants: 'text' | 'uint' | 'list' | 'object';
  readonly has: JsonValue;
}

/** Everything that encoding/json would not put into a struct of this shape, also where a later key replaces it. */
export function typeFaults(value: JsonValue, shape: Shape): TypeFault[] {
  const faults: TypeFault[] = [];
  addTypeFaults(faults, value, shape);
  return faults;
}

function addTypeFaults(faults: TypeFault[], value: JsonValue, shape: Shape): void {
  if (value.type === 'unknown' || isNull(value)) return;
  const wants = typeof shape === 'string' ? shape : 'list' in shape ? 'list' : 'object';
  if (!fits(value, wants)) faults.push({ at: value.span, wants, has: value });
  else if (typeof shape === 'string') return;
  else if ('list' in shape && value.type === 'array')
    for (const item of value.items) addTypeFaults(faults, item, shape.list);
  else if ('fields' in shape && value.type === 'object') addFieldFaults(faults, value, shape.fields);
}

function addFieldFaults(faults: TypeFault[], { members }: JsonObject, fields: Readonly<Record<string, Shape>>): void {
  for (const { key, value } of members) {
    const shape = lookUp(fields, foldKey(key.value));
    if (shape !== undefined) addTypeFaults(faults, value, shape);
  }
}

function fits(value: JsonValue, wants: TypeFault['wants']): boolean {
  switch (wants) {
    case 'text':
      return value.type === 'string';
    case 'uint':
      return uint(value) !== undefined;
    case 'list':
      return value.type === 'array';
    case 'object':
      return value.type === 'object';
  }
}

/** Go's uint: 64 bits, no sign, no fraction, no exponent. */
function uint(value: JsonValue): bigint | undefined {
  if (value.type !== 'number' || !/^\d{1,20}$/.test(value.text)) return undefined;
  const number = BigInt(value.text);
  return number < 1n << 64n ? number : undefined;
}
