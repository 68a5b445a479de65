import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../core/span.ts';
import type { Section } from './sections.ts';
import type { TomlArray, TomlEntry, TomlFault, TomlScalar, TomlTable, TomlValue } from './tree.ts';

type Building<T> = T extends TomlTable
  ? Omit<T, 'entries'> & { readonly entries: TomlEntry[]; isImplicit?: boolean }
  : Omit<T, 'items'> & { readonly items: TomlValue[]; readonly isOfHeaders?: boolean };

/**
 * The tables that the statements of a file make together, and what is wrong with them together. That is what BurntSushi's
 * decoder takes for it: a table that longer names have made is implicit until something else speaks of it, and
 * `name.key = value` goes on with tables of every kind.
 */
export function readTree(text: string, sections: readonly Section[]) {
  const root: Building<TomlTable> = { type: 'table', span: { start: 0, end: 0 }, entries: [] };
  const tree = new TreeReader(text, root);
  for (const section of sections) tree.read(section);
  return { root: root as TomlTable, faults: tree.faults };
}

type Name = AST.TOMLBare | AST.TOMLQuoted;

class TreeReader {
  readonly faults: TomlFault[] = [];
  readonly #text: string;
  readonly #root: Building<TomlTable>;
  /** Where the section begins that is read: its own places count from there. */
  #start = 0;

  constructor(text: string, root: Building<TomlTable>) {
    this.#text = text;
    this.#root = root;
  }

  read({ start, read }: Section): void {
    this.#start = start;
    for (const node of read.program?.body[0].body ?? []) {
      if (node.type === 'TOMLKeyValue') this.#put(this.#root, node);
      else {
        const table = this.#tableFor(node);
        if (table) for (const statement of node.body) this.#put(table, statement);
      }
    }
  }

  /** The table that a header begins or goes on with; undefined if it must not. */
  #tableFor({ key, kind }: AST.TOMLTable): Building<TomlTable> | undefined {
    const names = [...key.keys];
    const last = names.pop();
    const table = this.#tableBehind(names);
    if (!last || !table) return undefined;
    const before = known(table, last);
    const made: Building<TomlTable> = { type: 'table', span: this.#spanOf(last), entries: [] };
    if (kind === 'array') {
      const list: Building<TomlArray> = { type: 'array', span: this.#spanOf(last), items: [made], isOfHeaders: true };
      if (!before) this.#add(table, last, list);
      else if (before.type === 'array' && before.isOfHeaders) before.items.push(made);
      else return this.#refuse(last);
      return made;
    }
    if (!before) {
      this.#add(table, last, made);
      return made;
    }
    if (before.type !== 'table' || !before.isImplicit) return this.#refuse(last, before);
    before.isImplicit = false;
    return before;
  }

  /** The table that a row of names in a header leads to, made where there is none; of a list of tables, its last. */
  #tableBehind(names: readonly Name[]): Building<TomlTable> | undefined {
    let at: Building<TomlTable> | undefined = this.#root;
    for (const name of names) {
      const value = known(at, name);
      const inner = value?.type === 'array' && value.isOfHeaders ? value.items.at(-1) : value;
      if (inner && inner.type !== 'table') return this.#refuse(name);
      at = (inner as Building<TomlTable> | undefined) ?? this.#addImplicit(at, name);
    }
    return at;
  }

  #put(table: Building<TomlTable>, { key, value, range: [start, end] }: AST.TOMLKeyValue): void {
    const names = [...key.keys];
    const last = names.pop();
    let inner: Building<TomlTable> | undefined = table;
    for (const name of names) inner = inner && this.#goOnWith(inner, name);
    if (!last || !inner) return;
    const before = known(inner, last);
    if (!before) this.#add(inner, last, this.#valueOf(value), { start: this.#start + start, end: this.#start + end });
    else if (before.type === 'table' && before.isImplicit && value.type !== 'TOMLInlineTable') {
      // The decoder drops the value.
      before.isImplicit = false;
    } else this.#refuse(last, before);
  }

  /** The table that a name in front of a dot means: an inline one too, and a new one instead of a list. */
  #goOnWith(table: Building<TomlTable>, name: Name): Building<TomlTable> | undefined {
    const value = known(table, name);
    if (!value) return this.#addImplicit(table, name);
    if (value.type === 'table') {
      value.isImplicit = false;
      return value;
    }
    if (value.type !== 'array') return this.#refuse(name);
    if (value.isOfHeaders) return value.items.at(-1) as Building<TomlTable> | undefined;
    table.entries.splice(
      table.entries.findIndex(({ key }) => key === nameOf(name)),
      1,
    );
    return this.#addImplicit(table, name);
  }

  #addImplicit(table: Building<TomlTable>, name: Name): Building<TomlTable> {
    const made: Building<TomlTable> = { type: 'table', span: this.#spanOf(name), entries: [], isImplicit: true };
    this.#add(table, name, made);
    return made;
  }

  #refuse(name: Name, before?: Known): undefined {
    const isList = before?.type === 'array' && !before.isOfHeaders;
    this.faults.push({ code: isList ? 'duplicate-list' : 'duplicate-key', span: this.#spanOf(name) });
  }

  #add(table: Building<TomlTable>, name: Name, value: TomlValue, statement?: Span): void {
    table.entries.push({ key: nameOf(name), keySpan: this.#spanOf(name), value, statement });
  }

  #valueOf(node: AST.TOMLContentNode): TomlValue {
    const span = this.#spanOf(node);
    if (node.type === 'TOMLArray') {
      return { type: 'array', span, items: node.elements.map(element => this.#valueOf(element)) };
    }
    if (node.type === 'TOMLInlineTable') {
      const table: Building<TomlTable> = { type: 'table', span, entries: [] };
      for (const statement of node.body) this.#put(table, statement);
      return table;
    }
    const value = node.kind === 'string' ? node.value : this.#text.slice(span.start, span.end);
    // Go's int64.
    if (node.kind === 'integer' && BigInt.asIntN(64, node.bigint) !== node.bigint)
      this.faults.push({ code: 'bad-number', span });
    return { type: typeOf(node), span, value };
  }

  #spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
    return { start: this.#start + start, end: this.#start + end };
  }
}

type Known = Building<TomlTable> | Building<TomlArray> | TomlScalar;

const known = ({ entries }: Building<TomlTable>, name: Name): Known | undefined =>
  entries.find(({ key }) => key === nameOf(name))?.value as Known | undefined;

const typeOf = ({ kind }: AST.TOMLValue): TomlScalar['type'] =>
  kind === 'string' || kind === 'integer' || kind === 'float' || kind === 'boolean' ? kind : 'datetime';

const nameOf = (name: Name): string => (name.type === 'TOMLBare' ? name.name : name.value);
