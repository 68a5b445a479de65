import { type Span, touches } from '../../core/span.ts';
import type { SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import type { JsonValue } from '../../parse/json/tree.ts';

/** What stands, or could stand, at a place of a profile. */
export interface Place {
  /** The keys on the way in lower case, `*` for an item: `syscalls/*\/names/*`. */
  readonly path: string;
  readonly value: JsonValue | undefined;
  /** What would be replaced. */
  readonly span: Span;
  /** The rule that it is in. */
  readonly rule: SyscallRule | undefined;
  /** The key, where the place is on one. */
  readonly key: string | undefined;
}

/** Behind the opening bracket, and not behind the closing one if that is there. */
const isIn = ({ start, end }: Span, offset: number, text: string): boolean =>
  start < offset && (offset < end || text[end - 1] !== ']' || end === start + 1);

export function placeAt(profile: SeccompProfile, offset: number): Place | undefined {
  const keys: string[] = [];
  let value = profile.file.root;
  const rule = () => profile.rules.find(({ node }) => touches(node.span, offset));
  while (value) {
    if (value.type === 'object') {
      const member = value.members.findLast(
        ({ span, key }) => key.span.start <= offset && (touches(span, offset) || span.end <= offset),
      );
      if (!member) return undefined;
      if (touches(member.key.span, offset))
        return { path: keys.join('/'), value: member.key, span: member.key.span, rule: rule(), key: member.key.value };
      keys.push(member.key.value.toLowerCase());
      const isOpen = member.value.type === 'unknown';
      if (!isOpen && !touches(member.value.span, offset)) return undefined;
      value = member.value;
      if (isOpen) break;
    } else if (value.type === 'array' && isIn(value.span, offset, profile.file.text)) {
      const item: JsonValue | undefined = value.items.find(({ span }) => touches(span, offset));
      keys.push('*');
      value = item;
    } else break;
  }
  const isText = value?.type === 'string' || value?.type === 'number';
  const span = value && isText ? value.span : { start: offset, end: offset };
  return { path: keys.join('/'), value, span, rule: rule(), key: undefined };
}
