import type { Edit } from '../../core/fix.ts';
import { type Span, span } from '../../core/span.ts';
import { columnOf, isQuoted, isUsedElsewhere, lineEnd, lineStart, styleOf } from './layout.ts';
import { keyOf, sharedBy, type YamlEntry, type YamlMap, type YamlNode, type YamlSeq } from './node.ts';
import { blockEntries, blockItem, blockValue, type Data, flow, flowEntries, isList } from './render.ts';
import { scalarType } from './scalar.ts';
import { view } from './view.ts';

type Place = 'first' | readonly string[];
type Fields = { readonly [key: string]: Data };

/**
 * Puts fields into a map: what is there is replaced, what is missing is added, maps are merged key by key, and an alias
 * or a `<<` is looked through. New keys stand behind the first of the keys in `after` that the map has, else at its end;
 * with `first`, right below the map's own key. Undefined where a minimal edit is not possible.
 */
export function putFields(text: string, map: YamlMap, fields: Fields, after: Place = []): Edit[] | undefined {
  const edits: Edit[] = [];
  const missing: Record<string, Data> = {};
  for (const [key, data] of Object.entries(fields)) {
    const target = targetOf(map, key, data);
    const change = target === undefined ? [] : putValue(text, target, data);
    if (!change) return undefined;
    if (target === undefined) missing[key] = data;
    edits.push(...change);
  }
  if (Object.keys(missing).length === 0) return edits;
  const insertion = insertFields(text, map, missing, after);
  return insertion && [...edits, insertion];
}

/** The anchor that makes putFields show elsewhere too: what it changes lies inside, and an alias uses it. */
export function sharedByFields(map: YamlMap, fields: Fields): string | undefined {
  for (const [key, data] of Object.entries(fields)) {
    const value = targetOf(map, key, data)?.value;
    const target = value && view(value)?.node;
    const shared =
      target?.type === 'map' && typeof data === 'object' && !isList(data)
        ? sharedByFields(target, data)
        : sharedBy(value ?? map);
    if (shared) return shared;
  }
  return undefined;
}

/** The entry that is to be changed: the map's own; or, to add something to a map that `<<` brings in, that one's. */
function targetOf(map: YamlMap, key: string, data: Data): YamlEntry | undefined {
  const own = map.entries.findLast(entry => keyOf(entry) === key);
  if (own || typeof data !== 'object' || isList(data)) return own;
  const inherited = inheritedEntry(map, key, new Set());
  return inherited && view(inherited.value)?.node.type === 'map' ? inherited : undefined;
}

function inheritedEntry(map: YamlMap, key: string, visited: Set<YamlMap>): YamlEntry | undefined {
  if (visited.has(map)) return undefined;
  visited.add(map);
  const own = map.entries.findLast(entry => keyOf(entry) === key);
  if (own) return own;
  for (const source of map.merges.map(entry => view(entry.value)?.node)) {
    const maps = source?.type === 'seq' ? source.items.map(item => view(item.value)?.node) : [source];
    for (const each of maps) {
      const found = each?.type === 'map' ? inheritedEntry(each, key, visited) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

function putValue(text: string, entry: YamlEntry, data: Data): Edit[] | undefined {
  const { value } = entry;
  const target = view(value)?.node;
  if (target?.type === 'map' && typeof data === 'object' && !isList(data)) return putFields(text, target, data);
  if (entry.explicit || isUsedElsewhereInside(value)) return undefined;
  if (value.type === 'seq' && isList(data)) return putItems(text, value, data);
  if (value.type === 'alias' || value.type === 'scalar') return replaceScalar(text, entry, value, data, isList(data));
  return undefined;
}

const isUsedElsewhereInside = (node: YamlNode): boolean =>
  (node.type === 'map' && node.entries.some(isUsedElsewhere)) ||
  (node.type === 'seq' && node.items.some(isUsedElsewhere));

/** Of a list with comments in it nothing is taken away. */
function putItems(text: string, seq: YamlSeq, data: readonly Data[]): Edit[] | undefined {
  const last = seq.items.at(-1);
  if (!last || seq.flow) return [{ span: seq.span, text: flow(data, isQuoted(seq)) }];
  if (text.slice(seq.span.start, lineEnd(text, seq.span.end)).includes('#')) return appendItems(text, seq, data);
  const column = columnOf(text, seq.span.start);
  return [{ span: seq.span, text: blockItems(text, seq, data, column) }];
}

const blockItems = (text: string, seq: YamlSeq, data: readonly Data[], column: number): string => {
  const style = styleOf(text, seq);
  return data.map(item => blockItem(item, column, style)).join(style.eol + ' '.repeat(column));
};

/** Adds items at the end of a sequence. */
export function appendItems(text: string, seq: YamlSeq, data: readonly Data[]): Edit[] | undefined {
  const last = seq.items.at(-1);
  if (!last) return [{ span: seq.span, text: flow(data, isQuoted(seq)) }];
  if (seq.flow) {
    const items = data.map(item => flow(item, isQuoted(seq))).join(', ');
    return [insertion(last.value.span.end, `, ${items}`)];
  }
  const column = columnOf(text, last.start);
  return [linesAfter(text, seq.span.end, column, blockItems(text, seq, data, column), styleOf(text, seq).eol)];
}

function replaceScalar(
  text: string,
  entry: YamlEntry,
  value: YamlNode,
  data: Data,
  evenText = false,
): Edit[] | undefined {
  const map = entry.parent;
  if (value.type === 'scalar' && (value.style === 'block' || value.tag !== undefined)) return undefined;
  if (map.flow || typeof data !== 'object') {
    const gap = text[value.span.start - 1] === ':' ? ' ' : '';
    return [{ span: value.span, text: gap + flow(data, isQuoted(map)) }];
  }
  if (value.type === 'scalar' && scalarType(value) !== 'null' && !evenText) return undefined;
  // A null, an alias: its text goes, the lines of the new value come below, behind what else stands on the line.
  const lines = blockValue(data, columnOf(text, entry.start), styleOf(text, map));
  const gone = withBlanksBefore(text, value.span);
  const end = lineEnd(text, value.span.end);
  if (text.slice(gone.end, end).trim() === '') return [{ span: span(gone.start, end), text: lines }];
  const edits = gone.start === gone.end ? [] : [{ span: gone, text: '' }];
  return [...edits, insertion(end, lines)];
}

function withBlanksBefore(text: string, { start, end }: Span): Span {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  return span(from, end);
}

/** Writes another key and value in the place of an entry whose value is a scalar. */
export function replaceEntry(text: string, entry: YamlEntry, key: string, data: Data): Edit[] | undefined {
  if (entry.explicit || entry.key.type !== 'scalar') return undefined;
  const value = replaceScalar(text, entry, entry.value, data, true);
  return value && [{ span: entry.key.span, text: flow(key, entry.key.style === 'double') }, ...value];
}

function insertFields(text: string, map: YamlMap, fields: Fields, after: Place): Edit | undefined {
  const keys = after === 'first' ? [] : after;
  const behind = keys.flatMap(key => map.entries.find(entry => keyOf(entry) === key) ?? [])[0] ?? map.entries.at(-1);
  if (map.flow) return insertIntoFlow(text, map, fields, behind);
  const [first] = map.entries;
  if (!behind || !first || map.entries.some(entry => entry.explicit)) return undefined;
  const column = columnOf(text, first.start);
  const style = styleOf(text, map);
  const end = after === 'first' && map.holder?.type === 'entry' ? map.holder.colonEnd : endOf(behind);
  return linesAfter(text, end, column, blockEntries(fields, column, style), style.eol);
}

const endOf = (entry: YamlEntry): number => Math.max(entry.colonEnd, entry.value.span.end);

/** New lines below the one on which something ends. What ends with its line break (a block scalar) ends above them. */
function linesAfter(text: string, end: number, column: number, lines: string, eol: string): Edit {
  const indent = ' '.repeat(column);
  if (lineStart(text, end) === end) return insertion(end, `${indent}${lines}${eol}`);
  return insertion(lineEnd(text, end), `${eol}${indent}${lines}`);
}

function insertIntoFlow(text: string, map: YamlMap, fields: Fields, behind: YamlEntry | undefined): Edit | undefined {
  const quoted = isQuoted(map);
  if (text[map.span.start] !== '{') return undefined;
  if (!behind) return { span: map.span, text: `{${flowEntries(fields, quoted)}}` };
  // Looked for inside the map only: all of a file may stand on one line.
  const before = text.slice(map.span.start, behind.start);
  const indent = before.slice(before.lastIndexOf('\n') + 1);
  const ownLine = indent.trim() === '' && indent !== before;
  const separator = ownLine ? `,${styleOf(text, map).eol}${indent}` : ', ';
  const entries = ownLine
    ? Object.entries(fields).map(([key, value]) => flowEntries({ [key]: value }, quoted))
    : [flowEntries(fields, quoted)];
  return insertion(endOf(behind), entries.map(entry => separator + entry).join(''));
}

const insertion = (at: number, text: string): Edit => ({ span: span(at, at), text });
