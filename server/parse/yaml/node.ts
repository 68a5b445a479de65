import type { Span } from '../../core/span.ts';

/** A `&name`, and what it means for whoever edits the text inside. */
export interface Anchor {
  readonly name: string;
  /** The anchor around it, if any. */
  readonly outer: Anchor | undefined;
  /** How many aliases point to it; counted while the document is read. */
  uses: number;
}

interface Node {
  /** The value's own text, without anchor and tag; of a block collection, up to the end of its last value. */
  readonly span: Span;
  /** The innermost anchor that is on the node or around it. */
  readonly anchor: Anchor | undefined;
  readonly tag: string | undefined;
  /** What holds it; the root is held by nothing. */
  readonly holder: YamlEntry | YamlItem | undefined;
}

export interface YamlScalar extends Node {
  readonly type: 'scalar';
  /** What the scalar says, after unquoting and unfolding. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

export interface YamlMap extends Node {
  readonly type: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  /** The `<<` among the entries. */
  readonly merges: readonly YamlEntry[];
}

export interface YamlSeq extends Node {
  readonly type: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

interface YamlAlias extends Node {
  readonly type: 'alias';
  readonly name: string;
  /** Missing if no such anchor stands before it. */
  readonly target: YamlResolved | undefined;
}

export type YamlResolved = YamlScalar | YamlMap | YamlSeq;
export type YamlNode = YamlResolved | YamlAlias;

export interface YamlEntry {
  readonly type: 'entry';
  readonly parent: YamlMap;
  /** Where it begins: at its key's anchor, tag or text. */
  readonly start: number;
  readonly key: YamlNode;
  /** Behind the colon. */
  readonly colonEnd: number;
  /** Written as `? key`. */
  readonly explicit: boolean;
  /** An empty value is a scalar without text that stands behind the colon. */
  readonly value: YamlNode;
}

export interface YamlItem {
  readonly type: 'item';
  readonly parent: YamlSeq;
  /** Where it begins: at its dash, or in flow style at its anchor, tag or text. */
  readonly start: number;
  readonly value: YamlNode;
}

/** The name of the innermost anchor around a node that an alias uses: an edit there shows elsewhere too. */
export function sharedBy(node: YamlNode): string | undefined {
  for (let anchor = node.anchor; anchor; anchor = anchor.outer) if (anchor.uses > 0) return anchor.name;
  return undefined;
}

/** The key of an entry, if it is a scalar. */
export const keyOf = (entry: YamlEntry): string | undefined =>
  entry.key.type === 'scalar' ? entry.key.text : undefined;

export const isMerge = ({ key }: YamlEntry): boolean =>
  key.type === 'scalar' && key.style === 'plain' && key.text === '<<';
