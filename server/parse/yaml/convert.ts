import {
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Span, span } from '../../core/span.ts';
import {
  type Anchor,
  isMerge,
  type YamlEntry,
  type YamlItem,
  type YamlMap,
  type YamlNode,
  type YamlResolved,
  type YamlScalar,
  type YamlSeq,
} from './node.ts';

/** The library's nodes as ours. Recursive: a document that is too deep throws a RangeError. */
export function convert(root: unknown): YamlResolved | undefined {
  const node = new Converter().node(root, undefined, undefined, 0);
  return node.type === 'alias' ? undefined : node;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Holder = YamlEntry | YamlItem;

class Converter {
  readonly #anchors = new Map<string, { anchor: Anchor; node: YamlResolved }>();

  /** `outer` is the anchor around the node, `at` where it would stand if it were there. */
  node(from: unknown, holder: Holder | undefined, outer: Anchor | undefined, at: number): YamlNode {
    if (isAlias(from)) {
      const known = this.#anchors.get(from.source);
      if (known) known.anchor.uses++;
      return {
        type: 'alias',
        name: from.source,
        target: known?.node,
        span: rangeOf(from),
        anchor: outer,
        tag: undefined,
        holder,
      };
    }
    if (!isMap(from) && !isSeq(from) && !isScalar(from)) return emptyAt(at, holder, outer);
    const anchor = from.anchor ? { name: from.anchor, outer, uses: 0 } : outer;
    const [span, tag] = [rangeOf(from), from.tag];
    const node: YamlResolved = isScalar(from)
      ? scalar(from, span, at, anchor, holder)
      : isMap(from)
        ? { type: 'map', span, anchor, tag, holder, flow: from.flow === true, entries: none, merges: none }
        : { type: 'seq', span, anchor, tag, holder, flow: from.flow === true, items: none };
    if (from.anchor && anchor) this.#anchors.set(from.anchor, { anchor, node });
    if (node.type === 'map' && isMap(from)) this.#fillMap(node, from);
    if (node.type === 'seq' && isSeq(from)) this.#fillSeq(node, from);
    return node;
  }

  #fillMap(map: Writable<YamlMap>, from: YAMLMap) {
    const entries: YamlEntry[] = [];
    map.entries = entries;
    for (const pair of from.items) entries.push(this.#entry(map, pair));
    if (entries.some(isMerge)) map.merges = entries.filter(isMerge);
    const last = entries.at(-1);
    if (!map.flow && last) map.span = span(map.span.start, Math.max(last.colonEnd, last.value.span.end));
  }

  #entry(map: YamlMap, pair: Pair): YamlEntry {
    const { start = [], sep = [] } = (pair.srcToken ?? {}) as Partial<CST.CollectionItem>;
    const key = this.node(pair.key, undefined, map.anchor, map.span.start);
    const colon = sep.find(token => token.type === 'map-value-ind');
    const colonEnd = colon ? colon.offset + 1 : key.span.end;
    const entry: Writable<YamlEntry> = {
      type: 'entry',
      parent: map,
      start: Math.min(key.span.start, propsStart(start)),
      key,
      colonEnd,
      explicit: start.some(token => token.type === 'explicit-key-ind'),
      value: key,
    };
    entry.value = this.node(pair.value, entry, map.anchor, Math.max(colonEnd, propsEnd(sep)));
    return entry;
  }

  #fillSeq(seq: Writable<YamlSeq>, from: YAMLSeq) {
    const items: YamlItem[] = [];
    seq.items = items;
    const tokens = (from.srcToken as CST.BlockSequence | CST.FlowCollection | undefined)?.items ?? [];
    const starts = seq.flow ? tokens : tokens.filter(({ start }) => dashOf(start) !== undefined);
    from.items.forEach((value, i) => {
      items.push(this.#item(seq, value as Node, starts[i]?.start ?? []));
    });
    const last = items.at(-1);
    if (!seq.flow && last)
      seq.span = span(items[0]?.start ?? seq.span.start, Math.max(last.start + 1, last.value.span.end));
  }

  #item(seq: YamlSeq, value: Node, start: readonly CST.SourceToken[]): YamlItem {
    const dash = seq.flow ? undefined : dashOf(start);
    const from = rangeOf(value).start;
    const item: Writable<YamlItem> = {
      type: 'item',
      parent: seq,
      start: dash ?? Math.min(from, propsStart(start)),
      value: emptyAt(from, undefined, undefined),
    };
    item.value = this.node(value, item, seq.anchor, Math.max(dash === undefined ? from : dash + 1, propsEnd(start)));
    return item;
  }
}

function scalar(
  from: Scalar,
  range: Span,
  at: number,
  anchor: Anchor | undefined,
  holder: Holder | undefined,
): YamlScalar {
  const text = typeof from.value === 'string' ? from.value : '';
  const style = styles[from.type ?? ''] ?? 'plain';
  // The library places an empty value behind the comments that follow it.
  const isEmpty = style === 'plain' && text === '';
  return { type: 'scalar', span: isEmpty ? span(at, at) : range, anchor, tag: from.tag, holder, text, style };
}

const none: readonly never[] = [];

const styles: Readonly<Record<string, YamlScalar['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

const emptyAt = (at: number, holder: Holder | undefined, anchor: Anchor | undefined): YamlScalar => ({
  type: 'scalar',
  text: '',
  style: 'plain',
  span: span(at, at),
  anchor,
  tag: undefined,
  holder,
});

const rangeOf = (node: unknown): Span => {
  const [start = 0, end = start] = (node as Partial<Node> | null)?.range ?? [];
  return span(start, end);
};

const dashOf = (tokens: readonly CST.SourceToken[]): number | undefined =>
  tokens.find(token => token.type === 'seq-item-ind')?.offset;

const isProp = (token: CST.SourceToken): boolean => token.type === 'anchor' || token.type === 'tag';

const propsStart = (tokens: readonly CST.SourceToken[]): number =>
  tokens.find(isProp)?.offset ?? Number.MAX_SAFE_INTEGER;

function propsEnd(tokens: readonly CST.SourceToken[]): number {
  const last = tokens.findLast(isProp);
  return last ? last.offset + last.source.length : 0;
}
