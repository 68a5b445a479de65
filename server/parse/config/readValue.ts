import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Span } from '../../core/span.ts';
import { pointerTo } from '../jsonPointer.ts';
import type { Place } from './config.ts';

/** Aliases can make a short text endless; no config is that long. */
const mostNodes = 20_000;
const deepest = 8;

/** The document as plain data; fills in where each value stands. */
export function readValue(document: Document.Parsed, text: string, places: Map<string, Place>): unknown {
  let nodes = 0;
  return read(document.contents, '', undefined, 0);

  function read(written: Node | null, pointer: string, key: Span | undefined, depth: number): unknown {
    const node = isAlias(written) ? written.resolve(document) : written;
    places.set(pointer, { key, value: spanOf(written, text, key) });
    if (++nodes > mostNodes || depth > deepest) return undefined;
    if (isMap(node)) return readMap(node, pointer, depth);
    if (isSeq(node)) return readSequence(node, pointer, depth);
    return isScalar(node) ? node.value : null;
  }

  function readMap(map: YAMLMap, pointer: string, depth: number): Record<string, unknown> {
    const entries = map.items.map(({ key, value }): [string, unknown] => {
      const name = isScalar(key) ? String((key as Scalar).source ?? key.value) : String(key);
      const place = spanOf(key as Node, text, undefined);
      return [name, read(value as Node | null, pointerTo(pointer, name), place, depth + 1)];
    });
    // fromEntries makes own properties, also of a key such as __proto__.
    return Object.fromEntries(entries);
  }

  function readSequence(sequence: YAMLSeq, pointer: string, depth: number): unknown[] {
    return sequence.items.map((item, i) => read(item as Node | null, pointerTo(pointer, i), undefined, depth + 1));
  }
}

/** Without the blanks and comments behind it; of a value that is not written, the key that misses it. */
function spanOf(node: Node | null, text: string, key: Span | undefined): Span {
  const range = node?.range;
  if (!range || range[0] === range[1]) return key ?? { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  const [start, end] = range;
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
