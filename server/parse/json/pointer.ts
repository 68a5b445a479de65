import { contains, type Span } from '../../core/span.ts';
import { pointerTo } from '../jsonPointer.ts';
import type { JsonValue } from './tree.ts';

/** The JSON pointer (RFC 6901) of the innermost value at an offset; a key stands for its value. */
export function pointerAt(root: JsonValue | undefined, offset: number): string {
  let pointer = '';
  let value = root;
  while (value) {
    const step = stepTo(value, offset);
    if (!step) break;
    pointer = pointerTo(pointer, step.name);
    value = step.value;
  }
  return pointer;
}

function stepTo(value: JsonValue, offset: number): { name: string; value: JsonValue } | undefined {
  if (value.type === 'object') {
    const member = value.members[indexAt(value.members, offset)];
    return member && { name: member.key.value, value: member.value };
  }
  if (value.type === 'array') {
    const index = indexAt(value.items, offset);
    const item = value.items[index];
    return item && { name: String(index), value: item };
  }
  return undefined;
}

const indexAt = (siblings: readonly { readonly span: Span }[], offset: number): number =>
  siblings.findIndex(({ span }) => contains(span, offset));
