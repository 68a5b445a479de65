import { contains, type Span } from '../../core/span.ts';
import { pointerTo } from '../jsonPointer.ts';
import { keyOf, type YamlNode } from './node.ts';

/** The JSON pointer (RFC 6901) of the innermost value whose text, or whose key's text, holds the offset. */
export function pointerAt(root: YamlNode | undefined, offset: number): string {
  let pointer = '';
  for (let node = root; node; ) {
    const child = childAt(node, offset);
    if (!child) break;
    pointer = pointerTo(pointer, child.step);
    node = child.node;
  }
  return pointer;
}

function childAt(node: YamlNode, offset: number): { step: string; node: YamlNode } | undefined {
  const within = (start: number, { span }: YamlNode): boolean =>
    contains({ start, end: Math.max(span.end, start + 1) } satisfies Span, offset);
  if (node.type === 'map') {
    const entry = node.entries.find(entry => within(entry.start, entry.value));
    const step = entry && keyOf(entry);
    return entry && step !== undefined ? { step, node: entry.value } : undefined;
  }
  if (node.type === 'seq') {
    const index = node.items.findIndex(item => within(item.start, item.value));
    const item = node.items[index];
    return item && { step: String(index), node: item.value };
  }
  return undefined;
}
