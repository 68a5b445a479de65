import { type Span, touches } from '../../core/span.ts';
import type { JsonFile, JsonMember, JsonValue } from '../../parse/json/tree.ts';

/** Where somebody is in a JSON text. */
export interface JsonPlace {
  /** The keys on the way; a list's items are `#`. */
  readonly path: readonly string[];
  /** A key is written here, or the value of the last key (or item) of the path. */
  readonly part: 'key' | 'value';
  /** What stands there already: with its quotes, or nothing. */
  readonly span: Span;
  /** Of a key: a value follows. */
  readonly member?: JsonMember | undefined;
  /** Of a value: what it is now. */
  readonly value?: JsonValue | undefined;
}

/** The innermost key or value at an offset, also where it is still to be written. */
export function placeAt({ root, text }: JsonFile, offset: number): JsonPlace | undefined {
  let path: readonly string[] = [];
  let value = root;
  const reaches = (value: JsonValue): boolean =>
    isOpen(text, value) && offset > value.span.start && text.slice(value.span.end, offset).trim() === '';
  const isInside = (value: JsonValue): boolean => isBetween(value.span, offset) || reaches(value);
  while (value) {
    if (value.type === 'object' && isInside(value)) {
      const member: JsonMember | undefined =
        value.members.find(({ span, value }) => touches(span, offset) || reaches(value)) ??
        value.members.find(({ key, value }) => value.type === 'unknown' && isColon(text.slice(key.span.end, offset)));
      if (!member) return { path, part: 'key', span: { start: offset, end: offset } };
      if (touches(member.key.span, offset)) return { path, part: 'key', span: member.key.span, member };
      path = [...path, member.key.value];
      if (member.value.type === 'unknown') return { path, part: 'value', span: { start: offset, end: offset } };
      if (!touches(member.value.span, offset) && !reaches(member.value)) return undefined;
      value = member.value;
    } else if (value.type === 'array' && isInside(value)) {
      path = [...path, '#'];
      const item: JsonValue | undefined = value.items.find(item =>
        isContainer(item) ? isInside(item) : touches(item.span, offset),
      );
      if (!item) return { path, part: 'value', span: { start: offset, end: offset } };
      value = item;
    } else return { path, part: 'value', span: value.span, value };
  }
  return undefined;
}

/** What stands between a key and the place of a value that is still missing. */
const isColon = (text: string): boolean => /^\s*:\s*$/.test(text);

/** Behind its opening bracket and not behind its closing one. */
const isBetween = ({ start, end }: Span, offset: number): boolean => start < offset && offset < end;

const isContainer = ({ type }: JsonValue): boolean => type === 'object' || type === 'array';

/** Whether its closing bracket is still to be written. */
function isOpen(text: string, value: JsonValue): boolean {
  if (value.type !== 'object' && value.type !== 'array') return false;
  const last = value.type === 'object' ? value.members.at(-1) : value.items.at(-1);
  const { start, end } = value.span;
  return text[end - 1] !== (value.type === 'object' ? '}' : ']') || end === (last?.span.end ?? start + 1);
}
