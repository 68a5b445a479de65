import { type Span, shift } from '../../core/span.ts';
import { isMerge, keyOf, type YamlEntry, type YamlMap, type YamlNode, type YamlResolved } from './node.ts';
import { integerOf, legacyBoolean, scalarType } from './scalar.ts';

/** A value as its reader meets it: aliases followed, merge keys looked through. */
export interface Value {
  readonly node: YamlResolved;
  /** The node as it is written where the reader looks: the alias, if it is one. */
  readonly written: YamlNode;
  /** Where the reader sees it: its own text, or the alias through which it came in. */
  readonly at: Span;
  /** The alias through which it came in. */
  readonly outside: Span | undefined;
}

/** A key of a map together with its value. */
export interface Field {
  readonly key: string;
  /** The key's text, or the alias through which the entry came in. */
  readonly keyAt: Span;
  readonly value: Value;
  readonly entry: YamlEntry;
  /** It is not written in the map that was asked but comes out of its `<<`. */
  readonly merged: boolean;
}

/** Undefined for an alias without a target. */
export function view(written: YamlNode, outside?: Span): Value | undefined {
  const node = written.type === 'alias' ? written.target : written;
  const from = outside ?? (written.type === 'alias' ? written.span : undefined);
  return node && { node, written, at: from ?? node.span, outside: from };
}

/** The span of a part of a scalar's text; of the whole value, where the text is not written as it reads. */
export function spanWithin(text: string, { node, at, outside }: Value, part: Span): Span {
  if (outside || node.type !== 'scalar') return at;
  const quote = node.style === 'single' || node.style === 'double' ? 1 : 0;
  const start = node.span.start + quote;
  return text.slice(start, node.span.end - quote) === node.text ? shift(part, start) : at;
}

/** The field of a map, or undefined: for another value, a missing key, or a key whose value is null. */
export function get(value: Value | undefined, key: string): Field | undefined {
  const field = value && find(value, key, false);
  return field && !isNull(field.value) ? field : undefined;
}

/** The value behind a row of keys. */
export function dig(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  let at = value;
  for (const key of keys) at = get(at, key)?.value;
  return at;
}

/** All fields of a map that are not null, merged ones included, each key once; none for another value. */
export function fieldsOf(value: Value | undefined): Field[] {
  const fields = new Map<string, Field>();
  if (value) collect(value, false, fields, new Set());
  return [...fields.values()].filter(field => !isNull(field.value));
}

/** The items of a sequence that are not null; none for another value. */
export function itemsOf(value: Value | undefined): Value[] {
  if (value?.node.type !== 'seq') return [];
  return value.node.items.flatMap(item => {
    const child = view(item.value, value.outside);
    return child && !isNull(child) ? [child] : [];
  });
}

/** Every look at a field asks; no longer text is null. */
export const isNull = ({ node }: Value): boolean =>
  node.type === 'scalar' && node.text.length <= 'null'.length && scalarType(node) === 'null';

/** A tag or a template: there is a value, but nobody can tell which. */
export const isUnknown = (value: Value | undefined): boolean =>
  value?.node.type === 'scalar' && scalarType(value.node) === 'unknown';

/** The text of a scalar, whatever its type; undefined for a collection, null and what is unknown. */
export function textOf(value: Value | undefined): string | undefined {
  if (value?.node.type !== 'scalar') return undefined;
  const type = scalarType(value.node);
  return type === 'null' || type === 'unknown' ? undefined : value.node.text;
}

/** A boolean, also in YAML 1.1's spelling: Podman refuses the file then, and kubectl takes it. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.node.type !== 'scalar') return undefined;
  return scalarType(value.node) === 'boolean' ? value.node.text.toLowerCase() === 'true' : legacyBoolean(value.node);
}

export function numberOf(value: Value | undefined): number | undefined {
  if (value?.node.type !== 'scalar' || scalarType(value.node) !== 'number') return undefined;
  return integerOf(value.node.text) ?? Number(value.node.text);
}

/** Own keys first, the last of several wins; then what `<<` brings in, the first of several maps wins. */
function find(value: Value, key: string, merged: boolean, visited?: Set<YamlMap>): Field | undefined {
  const { node, outside } = value;
  if (node.type !== 'map' || visited?.has(node)) return undefined;
  const entry = node.entries.findLast(entry => keyOf(entry) === key);
  const own = entry && view(entry.value, outside);
  if (entry && own) return { key, keyAt: outside ?? entry.key.span, value: own, entry, merged };
  if (node.merges.length === 0) return undefined;
  const seen = (visited ?? new Set()).add(node);
  for (const source of mergeSources(node, outside)) {
    const found = find(source, key, true, seen);
    if (found) return found;
  }
  return undefined;
}

function mergeSources(map: YamlMap, outside: Span | undefined): Value[] {
  return map.merges.flatMap(entry => {
    const source = view(entry.value, outside);
    return source?.node.type === 'seq' ? itemsOf(source) : (source ?? []);
  });
}

function collect(value: Value, merged: boolean, fields: Map<string, Field>, visited: Set<YamlMap>): void {
  const { node, outside } = value;
  if (node.type !== 'map' || visited.has(node)) return;
  visited.add(node);
  const isFirst = fields.size === 0;
  const own = isFirst ? fields : new Map<string, Field>();
  for (const entry of node.entries) {
    const key = keyOf(entry);
    const field = key !== undefined && !isMerge(entry) ? view(entry.value, outside) : undefined;
    if (key !== undefined && field)
      own.set(key, { key, keyAt: outside ?? entry.key.span, value: field, entry, merged });
  }
  if (!isFirst) for (const [key, field] of own) if (!fields.has(key)) fields.set(key, field);
  if (node.merges.length === 0) return;
  for (const source of mergeSources(node, outside)) collect(source, true, fields, visited);
}
