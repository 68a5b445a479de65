import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../core/span.ts';
import type { Section } from './sections.ts';
import type { TomlArray, TomlEntry, TomlFault, TomlScalar, TomlTable, TomlValue } from './tree.ts';

type Building<T> = T extends TomlTable
  ? Omit<T, 'entries'> & { readonly entries: TomlEntry[]; isImplicit?: boolean }
  : Omit<T, 'items'> & { readonly items: TomlValue[]; readonly isOfHeaders?: boolean };

/**
 * The tables that the statements of a file make together, and what is defined a second time. That is what BurntSushi's
 * decoder takes for it, which lets a header go on with a table that only longer names have made.
 */
export function readTree(text: string, sections: readonly Section[]) {
  const root: Building<TomlTable> = { type: 'table', span: { start: 0, end: 0 }, entries: [] };
  const tree = new TreeReader(text, root);
  for (const section of sections) tree.read(section);
  return { root: root as TomlTable, repeated: tree.repeated };
}

type Name = AST.TOMLBare | AST.TOMLQuoted;

class TreeReader {
  readonly repeated: TomlFault[] = [];
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
    const table = this.#descend(this.#root, names);
    if (!last || !table) return undefined;
    const known = find(table, nameOf(last))?.value as
      | Building<TomlTable>
      | Building<TomlArray>
      | TomlScalar
      | undefined;
    const made: Building<TomlTable> = { type: 'table', span: this.#spanOf(last), entries: [] };
    if (kind === 'array') {
      const list: Building<TomlArray> = { type: 'array', span: this.#spanOf(last), items: [made], isOfHeaders: true };
      if (!known) this.#add(table, last, list);
      else if (known.type === 'array' && known.isOfHeaders) known.items.push(made);
      else return this.#refuse(last);
      return made;
    }
    if (!known) {
      this.#add(table, last, made);
      return made;
    }
    if (known.type !== 'table' || !known.isImplicit) return this.#refuse(last);
    known.isImplicit = false;
    return known;
  }

  #put(table: Building<TomlTable>, { key, value, range: [start, end] }: AST.TOMLKeyValue): void {
    const names = [...key.keys];
    const last = names.pop();
    const inner = this.#descend(table, names);
    if (!last || !inner) return;
    if (find(inner, nameOf(last))) this.#refuse(last);
    else this.#add(inner, last, this.#valueOf(value), { start: this.#start + start, end: this.#start + end });
  }

  /** The table behind a row of names, made where there is none; of a list of tables, its last. */
  #descend(table: Building<TomlTable>, names: readonly Name[]): Building<TomlTable> | undefined {
    let at = table;
    for (const name of names) {
      const value = find(at, nameOf(name))?.value as Building<TomlArray> | TomlTable | TomlScalar | undefined;
      const inner = value?.type === 'array' && value.isOfHeaders ? value.items.at(-1) : value;
      if (inner?.type === 'table') at = inner as Building<TomlTable>;
      else if (inner) return this.#refuse(name);
      else {
        const made: Building<TomlTable> = { type: 'table', span: this.#spanOf(name), entries: [], isImplicit: true };
        this.#add(at, name, made);
        at = made;
      }
    }
    return at;
  }

  #refuse(name: Name): undefined {
    this.repeated.push({ code: 'duplicate-key', span: this.#spanOf(name) });
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
    return { type: typeOf(node), span, value };
  }

  #spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
    return { start: this.#start + start, end: this.#start + end };
  }
}

const find = ({ entries }: Building<TomlTable>, key: string): TomlEntry | undefined =>
  entries.find(entry => entry.key === key);

const typeOf = ({ kind }: AST.TOMLValue): TomlScalar['type'] =>
  kind === 'string' || kind === 'integer' || kind === 'float' || kind === 'boolean' ? kind : 'datetime';

const nameOf = (name: Name): string => (name.type === 'TOMLBare' ? name.name : name.value);
