import type { Comment } from '../../core/kind.ts';
import type { Span } from '../../core/span.ts';

/** A TOML text as far as it can be read, and what makes it no TOML. */
export interface TomlFile {
  readonly text: string;
  readonly root: TomlTable;
  readonly faults: readonly TomlFault[];
  readonly comments: readonly Comment[];
  /** Something (Ansible, a shell) makes the file from this text: what Podman will read is not known. */
  readonly isTemplate: boolean;
}

export type TomlValue = TomlTable | TomlArray | TomlScalar;

export interface TomlTable {
  readonly type: 'table';
  /** The name in its first header, or the inline table with its braces. The root's is empty. */
  readonly span: Span;
  readonly entries: readonly TomlEntry[];
}

export interface TomlArray {
  readonly type: 'array';
  /** With its brackets; of `[[name]]`, the first header's name. */
  readonly span: Span;
  readonly items: readonly TomlValue[];
}

export interface TomlScalar {
  /** What is `filled in` is a string of which something (Ansible) still makes another: what it says is not known. */
  readonly type: 'string' | 'filled in' | 'integer' | 'float' | 'boolean' | 'datetime';
  /** With the quotes. */
  readonly span: Span;
  /** Without quotes and escapes; of everything else as it is written. */
  readonly value: string;
}

export interface TomlEntry {
  readonly key: string;
  /** The key's own text: of `a.b = 1`, for the entry `b`, only that. */
  readonly keySpan: Span;
  readonly value: TomlValue;
  /** From the key to the end of the value, where it is written with `=`; undefined for a header's. */
  readonly statement: Span | undefined;
}

export type TomlFaultCode =
  | 'byte-order-mark'
  | 'duplicate-key'
  | 'duplicate-list'
  | 'unclosed'
  | 'missing-value'
  | 'missing-equals'
  | 'bare-word'
  | 'second-statement'
  | 'bad-escape'
  | 'control-character'
  | 'bad-number'
  | 'bad-key'
  | 'newer-syntax'
  | 'unexpected';

/** Something that a TOML parser refuses. */
export interface TomlFault {
  readonly code: TomlFaultCode;
  readonly span: Span;
  /** What is meant, to be written there instead. */
  readonly repair?: string | undefined;
}

/** Podman's decoder takes keys in any case; the one that is written exactly so counts first. */
export function entryOf(table: TomlTable | undefined, key: string): TomlEntry | undefined {
  if (!table) return undefined;
  const folded = key.toLowerCase();
  let found: TomlEntry | undefined;
  for (const entry of table.entries) {
    if (entry.key === key) return entry;
    if (entry.key.toLowerCase() === folded) found ??= entry;
  }
  return found;
}

/** The table behind a row of keys. */
export function tableAt(table: TomlTable, ...keys: readonly string[]): TomlTable | undefined {
  let at: TomlTable | undefined = table;
  for (const key of keys) {
    const value: TomlValue | undefined = entryOf(at, key)?.value;
    at = value?.type === 'table' ? value : undefined;
  }
  return at;
}

/** The tables of a list of tables. */
export function tablesIn(entry: TomlEntry | undefined): TomlTable[] {
  if (entry?.value.type !== 'array') return [];
  return entry.value.items.flatMap(item => (item.type === 'table' ? [item] : []));
}

/** The strings of a list. */
export function stringsIn(entry: TomlEntry | undefined): TomlScalar[] {
  if (entry?.value.type !== 'array') return [];
  return entry.value.items.flatMap(item => (item.type === 'string' ? [item] : []));
}

export const stringOf = (entry: TomlEntry | undefined): string | undefined =>
  entry?.value.type === 'string' ? entry.value.value : undefined;

export const isTrue = (entry: TomlEntry | undefined): boolean =>
  entry?.value.type === 'boolean' && entry.value.value === 'true';

export const isFalse = (entry: TomlEntry | undefined): boolean =>
  entry?.value.type === 'boolean' && entry.value.value === 'false';
