import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../core/span.ts';
import { countPlaceholders } from '../placeholders.ts';
import type { Section } from './sections.ts';
import type { TomlArray, TomlEntry, TomlFault, TomlScalar, TomlTable, TomlValue } from './tree.ts';

type Building<T> = T extends TomlTable
  ? Omit<T, 'entries'> & { readonly entries: TomlEntry[] }
  : Omit<T, 'items'> & { readonly items: TomlValue[]; readonly isOfHeaders?: boolean };

type Known = Building<TomlTable> | Building<TomlArray> | TomlScalar;

/** A table, and the names that lead to it: the tables of a list are all reached by the same. */
interface Place {
  readonly table: Building<TomlTable>;
  readonly path: string;
}

/** The names in an inline table, which the decoder keeps once more by themselves: there a value never turns into a table. */
type Inline = Map<string, Inline | undefined>;

/**
 * The tables that the statements of a file make together, and what is wrong with them together. That is what BurntSushi's
 * decoder takes for it, step by step as that goes (`parse.go`, `addContext` and `setValue`): a value may stand where a
 * table is known by longer names only, `name.key = value` goes on with tables of every kind, and a list gives way.
 */
export function readTree(text: string, sections: readonly Section[]) {
  const root: Building<TomlTable> = { type: 'table', span: { start: 0, end: 0 }, entries: [] };
  const tree = new TreeReader(text, root);
  for (const section of sections) tree.read(section);
  return { root: root as TomlTable, faults: tree.faults, filledIn: tree.filledIn };
}

type Name = AST.TOMLBare | AST.TOMLQuoted;

class TreeReader {
  readonly faults: TomlFault[] = [];
  /** Placeholders in the values. */
  filledIn = 0;
  readonly #text: string;
  readonly #root: Place;
  /** What is known by longer names only. The decoder notes that by the path alone, as it does the next. */
  readonly #implicit = new Set<string>();
  /** Where the latest value was a list. */
  readonly #lists = new Set<string>();
  /** Where the section begins that is read: its own places count from there. */
  #start = 0;
  #names: ReadonlyMap<number, string> = new Map();

  constructor(text: string, root: Building<TomlTable>) {
    this.#text = text;
    this.#root = { table: root, path: '' };
  }

  read({ start, read }: Section): void {
    this.#start = start;
    this.#names = read.names;
    for (const node of read.program?.body[0].body ?? []) {
      if (node.type === 'TOMLKeyValue') this.#put(this.#root, node);
      else {
        const place = this.#placeFor(node);
        if (place) for (const statement of node.body) this.#put(place, statement);
      }
    }
  }

  /** The table that a header begins or goes on with; undefined if it must not. */
  #placeFor({ key, kind }: AST.TOMLTable): Place | undefined {
    const names = [...key.keys];
    const last = names.pop();
    let at: Place | undefined = this.#root;
    for (const name of names) at = at && this.#within(at, name);
    if (!last || !at) return undefined;
    const place =
      kind === 'array' ? this.#nextOf(at, last) : this.#enter(at, last, this.#set(at, last, this.#newTable(last)));
    this.#lists.delete(this.#pathOf(at, last));
    return place;
  }

  /** The table behind a name in front of others in a header, made where there is none. */
  #within(at: Place, name: Name): Place | undefined {
    const before = this.#known(at, name);
    if (!before) this.#implicit.add(this.#pathOf(at, name));
    return this.#enter(at, name, before ?? this.#add(at, name, this.#newTable(name)));
  }

  /** One more table of a list of them. */
  #nextOf(at: Place, name: Name): Place | undefined {
    const before = this.#known(at, name);
    const table = this.#newTable(name);
    if (!before) this.#add(at, name, { type: 'array', span: table.span, items: [table], isOfHeaders: true });
    else if (before.type === 'array' && before.isOfHeaders) before.items.push(table);
    else return this.#refuse(name);
    return { table, path: this.#pathOf(at, name) };
  }

  #put(at: Place, { key, value, range: [start, end] }: AST.TOMLKeyValue, inline?: Inline): void {
    const names = [...key.keys];
    const last = names.pop();
    let inner: Place | undefined = at;
    for (const name of names) inner = inner && this.#goOnWith(inner, name);
    if (!last || !inner) return;
    const statement = { start: this.#start + start, end: this.#start + end };
    const made = this.#putValue(inner, last, value, statement);
    if (inline) this.#goOnInline(inline, names).set(this.#nameOf(last), made);
  }

  #putValue(at: Place, name: Name, value: AST.TOMLContentNode, statement: Span): Inline | undefined {
    if (value.type === 'TOMLInlineTable') return this.#putTable(at, name, value, statement);
    if (value.type === 'TOMLArray') this.#putList(at, name, value, statement);
    else {
      this.#set(at, name, this.#scalar(value), statement);
      this.#lists.delete(this.#pathOf(at, name));
    }
    return undefined;
  }

  /** The table that a name in front of a dot means: an inline one too, and a new one instead of a list. */
  #goOnWith(at: Place, name: Name): Place | undefined {
    this.#implicit.add(this.#pathOf(at, name));
    const table = this.#newTable(name);
    return this.#enter(at, name, this.#known(at, name) ? this.#set(at, name, table) : this.#add(at, name, table));
  }

  #goOnInline(inline: Inline, names: readonly Name[]): Inline {
    let at = inline;
    for (const name of names) {
      const key = this.#nameOf(name);
      if (at.has(key) && !at.get(key)) this.#refuse(name, 'duplicate-list');
      const next: Inline = at.get(key) ?? new Map();
      at.set(key, next);
      at = next;
    }
    return at;
  }

  #putTable(at: Place, name: Name, { body, range }: AST.TOMLInlineTable, statement: Span): Inline | undefined {
    const path = this.#pathOf(at, name);
    const before = this.#known(at, name);
    const wasList = this.#lists.delete(path);
    if (before) this.#refuse(name, wasList ? 'duplicate-list' : 'duplicate-key');
    if (before && !wasList) return undefined;
    const table: Building<TomlTable> = { type: 'table', span: this.#spanOf({ range }), entries: [] };
    this.#add(at, name, table, statement);
    this.#implicit.delete(path);
    return this.#putAll({ table, path }, body);
  }

  #putAll(at: Place, statements: readonly AST.TOMLKeyValue[]): Inline {
    const inline: Inline = new Map();
    for (const statement of statements) this.#put(at, statement, inline);
    return inline;
  }

  #putList(at: Place, name: Name, list: AST.TOMLArray, statement: Span): void {
    const path = this.#pathOf(at, name);
    const before = this.#known(at, name);
    this.#lists.add(path);
    if (!holdsTable(list)) this.#set(at, name, this.#itemsOf(list, path), statement);
    // Its tables are first added to those that headers have made.
    else if (before && !(before.type === 'array' && before.isOfHeaders)) this.#refuse(name);
    else {
      this.#implicit.delete(path);
      this.#add(at, name, this.#itemsOf(list, path), statement);
    }
  }

  #itemsOf({ elements, range }: AST.TOMLArray, path: string): Building<TomlArray> {
    const items = elements.map((element): TomlValue => {
      if (element.type === 'TOMLArray') return this.#itemsOf(element, path);
      if (element.type === 'TOMLValue') return this.#scalar(element);
      const table: Building<TomlTable> = { type: 'table', span: this.#spanOf(element), entries: [] };
      this.#putAll({ table, path }, element.body);
      return table;
    });
    return { type: 'array', span: this.#spanOf({ range }), items };
  }

  /** What stands behind a name when it is given a value; undefined if it must not be. */
  #set(at: Place, name: Name, value: Known, statement?: Span): Known | undefined {
    const path = this.#pathOf(at, name);
    const before = this.#known(at, name);
    if (!before) return this.#add(at, name, value, statement);
    const isImplicit = this.#implicit.delete(path);
    if (this.#lists.has(path)) {
      if (!isImplicit) this.#refuse(name, 'duplicate-list');
      return this.#add(at, name, value, statement);
    }
    // What only longer names have made stays as it is, whatever the value.
    return isImplicit ? before : this.#refuse(name);
  }

  /** The table that a value is, or the last of its tables. */
  #enter(at: Place, name: Name, value: Known | undefined): Place | undefined {
    const table = value?.type === 'array' && value.isOfHeaders ? value.items.at(-1) : value;
    if (table && table.type !== 'table') return this.#refuse(name);
    return table && { table: table as Building<TomlTable>, path: this.#pathOf(at, name) };
  }

  #add(at: Place, name: Name, value: Known, statement?: Span): Known {
    const entry: TomlEntry = { key: this.#nameOf(name), keySpan: this.#spanOf(name), value, statement };
    const index = at.table.entries.findIndex(({ key }) => key === entry.key);
    if (index >= 0) at.table.entries.splice(index, 1);
    at.table.entries.push(entry);
    return value;
  }

  #refuse(name: Name, code: 'duplicate-key' | 'duplicate-list' = 'duplicate-key'): undefined {
    this.faults.push({ code, span: this.#spanOf(name) });
  }

  #newTable(name: Name): Building<TomlTable> {
    return { type: 'table', span: this.#spanOf(name), entries: [] };
  }

  #scalar(node: AST.TOMLValue): TomlScalar {
    const span = this.#spanOf(node);
    const value = node.kind === 'string' ? node.value : this.#text.slice(span.start, span.end);
    // Go's int64.
    if (node.kind === 'integer' && BigInt.asIntN(64, node.bigint) !== node.bigint)
      this.faults.push({ code: 'bad-number', span });
    const filledIn = node.kind === 'string' ? countPlaceholders(this.#text.slice(span.start, span.end)) : 0;
    this.filledIn += filledIn;
    return { type: filledIn > 0 ? 'filled in' : typeOf(node), span, value };
  }

  #known({ table }: Place, name: Name): Known | undefined {
    const wanted = this.#nameOf(name);
    return table.entries.find(({ key }) => key === wanted)?.value as Known | undefined;
  }

  #pathOf = ({ path }: Place, name: Name): string => `${path}\0${this.#nameOf(name)}`;

  #nameOf = (name: Name): string =>
    this.#names.get(name.range[0]) ?? (name.type === 'TOMLBare' ? name.name : name.value);

  #spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
    return { start: this.#start + start, end: this.#start + end };
  }
}

const holdsTable = ({ elements }: AST.TOMLArray): boolean =>
  elements.some(element => element.type === 'TOMLInlineTable' || (element.type === 'TOMLArray' && holdsTable(element)));

const typeOf = ({ kind }: AST.TOMLValue): TomlScalar['type'] =>
  kind === 'string' || kind === 'integer' || kind === 'float' || kind === 'boolean' ? kind : 'datetime';
