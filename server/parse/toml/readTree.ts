import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../core/span.ts';
import type { TomlArray, TomlEntry, TomlScalar, TomlTable, TomlValue } from './tree.ts';

type Building<T> = T extends TomlTable
  ? Omit<T, 'entries'> & { readonly entries: TomlEntry[] }
  : Omit<T, 'items'> & { readonly items: TomlValue[] };

/** The tables that the statements of a program make together. */
export function readTree(text: string, program: AST.TOMLProgram | undefined): TomlTable {
  const root: Building<TomlTable> = { type: 'table', span: { start: 0, end: 0 }, entries: [] };
  for (const node of program?.body[0].body ?? []) {
    if (node.type === 'TOMLKeyValue') put(text, root, node);
    else {
      const table = tableFor(root, node);
      for (const statement of node.body) put(text, table, statement);
    }
  }
  return root;
}

/** The table that a header begins or goes on with. */
function tableFor(root: Building<TomlTable>, { key, kind }: AST.TOMLTable): Building<TomlTable> {
  const names = [...key.keys];
  const last = kind === 'array' ? names.pop() : undefined;
  const table = descend(root, names);
  if (!last) return table;
  const item: Building<TomlTable> = { type: 'table', span: spanOf(last), entries: [] };
  const known = find(table, nameOf(last));
  if (known?.value.type === 'array') (known.value as Building<TomlArray>).items.push(item);
  else add(table, last, { type: 'array', span: spanOf(last), items: [item] });
  return item;
}

function put(text: string, table: Building<TomlTable>, { key, value, range }: AST.TOMLKeyValue): void {
  const names = [...key.keys];
  const last = names.pop();
  if (last) add(descend(table, names), last, readValue(text, value), { start: range[0], end: range[1] });
}

type Name = AST.TOMLBare | AST.TOMLQuoted;

/** The table behind a row of names, made where there is none; of a list of tables, its last. */
function descend(table: Building<TomlTable>, names: readonly Name[]): Building<TomlTable> {
  let at = table;
  for (const name of names) {
    const value = find(at, nameOf(name))?.value;
    const inner = value?.type === 'array' ? value.items.at(-1) : value;
    if (inner?.type === 'table') at = inner as Building<TomlTable>;
    else {
      const made: Building<TomlTable> = { type: 'table', span: spanOf(name), entries: [] };
      add(at, name, made);
      at = made;
    }
  }
  return at;
}

const find = ({ entries }: Building<TomlTable>, key: string): TomlEntry | undefined =>
  entries.find(entry => entry.key === key);

function add(table: Building<TomlTable>, name: Name, value: TomlValue, statement?: Span): void {
  table.entries.push({ key: nameOf(name), keySpan: spanOf(name), value, statement });
}

function readValue(text: string, node: AST.TOMLContentNode): TomlValue {
  const span = spanOf(node);
  if (node.type === 'TOMLArray') {
    return { type: 'array', span, items: node.elements.map(element => readValue(text, element)) };
  }
  if (node.type === 'TOMLInlineTable') {
    const table: Building<TomlTable> = { type: 'table', span, entries: [] };
    for (const statement of node.body) put(text, table, statement);
    return table;
  }
  const value = node.kind === 'string' ? node.value : text.slice(span.start, span.end);
  return { type: typeOf(node), span, value };
}

const typeOf = ({ kind }: AST.TOMLValue): TomlScalar['type'] =>
  kind === 'string' || kind === 'integer' || kind === 'float' || kind === 'boolean' ? kind : 'datetime';

const nameOf = (name: Name): string => (name.type === 'TOMLBare' ? name.name : name.value);

const spanOf = ({ range: [start, end] }: { readonly range: readonly [number, number] }): Span => ({ start, end });
