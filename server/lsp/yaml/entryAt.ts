import { type Span, touches } from '../../core/span.ts';
import { keyOf, type YamlEntry, type YamlItem, type YamlNode } from '../../parse/yaml/node.ts';

/** The keys and places in lists that lead to a place: `*` for an item. */
export interface PathAt {
  readonly path: readonly string[];
  /** The last entry or item of the path. */
  readonly part: YamlEntry | YamlItem;
  /** The key or scalar at the place. */
  readonly span: Span;
}

/** What the key or scalar at a place belongs to. */
export function entryAt(root: YamlNode | undefined, offset: number): PathAt | undefined {
  const path: string[] = [];
  let node = root;
  while (node && node.type !== 'scalar' && node.type !== 'alias') {
    const parts: readonly (YamlEntry | YamlItem)[] = node.type === 'map' ? node.entries : node.items;
    const part = parts.findLast(({ start }) => start <= offset);
    if (!part) return undefined;
    path.push(part.type === 'item' ? '*' : (keyOf(part) ?? ''));
    if (part.type === 'entry' && touches(part.key.span, offset)) return { path, part, span: part.key.span };
    const { value } = part;
    if (value.type === 'scalar') return touches(value.span, offset) ? { path, part, span: value.span } : undefined;
    node = value;
  }
  return undefined;
}
