import type { Fix } from '../core/fix.ts';
import { lookUp } from '../core/lookUp.ts';
import { nearest } from '../core/nearest.ts';
import { inRange } from '../core/podmanVersion.ts';
import type { Report } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { entryOf, type TomlEntry, type TomlFile, type TomlTable, type TomlValue } from '../parse/toml/tree.ts';
import type { Grammar, Shape } from '../podman/confGrammar.ts';
import { isTooNew, olderShape } from '../podman/confVersions.ts';
import { replacement } from './_toml.ts';

/** Something in a file that its grammar does not foresee. */
type Stranger =
  | { readonly fault: 'unknown'; readonly entry: TomlEntry; readonly table: TomlTable; readonly grammar: Grammar }
  | { readonly fault: 'newer' | 'twice'; readonly entry: TomlEntry }
  | { readonly fault: 'unread'; readonly value: TomlValue; readonly key: string }
  | Misfit;

interface Misfit {
  readonly fault: 'type';
  readonly value: TomlValue;
  readonly key: string;
  readonly shape: Shape;
}

class Strangers {
  readonly #podman: string;

  constructor({ podman }: Settings) {
    this.#podman = podman;
  }

  *in(table: TomlTable, grammar: Grammar, path = ''): Generator<Stranger> {
    const seen = new Set<string>();
    for (const entry of table.entries) {
      const shape = shapeOf(grammar, entry.key);
      const folded = entry.key.toLowerCase();
      if (shape && seen.has(folded)) yield { fault: 'twice', entry };
      seen.add(folded);
      if (!shape) yield { fault: 'unknown', entry, table, grammar };
      // Podman does not look at what it does not know.
      else if (isTooNew(path + folded, this.#podman)) yield { fault: 'newer', entry };
      else {
        const full = path + folded;
        const known = shape === 'anything' ? (olderShape(full, this.#podman) ?? shape) : shape;
        yield* this.#misfits(entry.key, entry.value, known, `${full}.`);
      }
    }
  }

  *#misfits(key: string, value: TomlValue, shape: Shape, path: string): Generator<Stranger> {
    if (shape === 'anything') return;
    const wrong: Misfit = { fault: 'type', value, key, shape };
    if (typeof shape !== 'string') yield* this.#misfitsInside(key, value, shape, wrong, path);
    else if (shape === 'strings' || shape === 'appendable strings') {
      if (value.type !== 'array') yield wrong;
      else {
        const since = path.startsWith('storage.') ? '>=5.8' : '>=5';
        const takesAppend = shape === 'appendable strings' && inRange(this.#podman, since);
        const strange = value.items.filter(item => !isText(item) && !(takesAppend && isAppend(item)));
        for (const item of strange) yield { ...wrong, value: item, shape: 'string' };
      }
    } else if (shape === 'text') {
      if (!textTypes.has(value.type)) yield { ...wrong, shape: 'string' };
    } else if (shape === 'string' || shape === 'string boolean' ? !isText(value) : value.type !== shape) yield wrong;
  }

  *#misfitsInside(
    key: string,
    value: TomlValue,
    shape: Exclude<Shape, string>,
    wrong: Misfit,
    path: string,
  ): Generator<Stranger> {
    if ('tables' in shape) {
      if (value.type !== 'array') yield wrong;
      else {
        for (const item of value.items) {
          if (item.type === 'table') yield* this.in(item, shape.tables, path);
          else yield { ...wrong, value: item };
        }
      }
    } else if (value.type !== 'table') yield 'map' in shape ? { fault: 'unread', value, key } : wrong;
    else if ('table' in shape) yield* this.in(value, shape.table, path);
    else for (const entry of value.entries) yield* this.#misfits(`${key}.${entry.key}`, entry.value, shape.map, path);
  }
}

const shapeOf = (grammar: Grammar, key: string): Shape | undefined =>
  lookUp(grammar, key) ?? lookUp(grammar, key.toLowerCase());

const isText = ({ type }: TomlValue): boolean => type === 'string' || type === 'filled in';

const textTypes: ReadonlySet<TomlValue['type']> = new Set(['string', 'filled in', 'integer', 'float']);

/** `{append = true}`, which nothing else may stand in and which no other case may be written in. */
const isAppend = (item: TomlValue): boolean =>
  item.type === 'table' && item.entries.every(({ key, value }) => key === 'append' && value.type === 'boolean');

export const typeMessages = {
  type: {
    en: '{key} must be {wanted}, and this is {found}.',
    ja: '{key} には{wanted}が必要ですが、これは{found}です。',
  },
} as const;

/** A report for every value that Podman cannot decode into the type of its key. */
export function* typeReports(
  { root, isTemplate }: TomlFile,
  grammar: Grammar,
  settings: Settings,
): Iterable<Report<'type'>> {
  if (isTemplate) return;
  for (const stranger of new Strangers(settings).in(root, grammar)) {
    if (stranger.fault !== 'type') continue;
    const { value, key, shape } = stranger;
    const params = { key, wanted: wantedName(shape), found: foundNames[value.type] };
    yield { at: value.span, message: 'type', params, fixes: converted(value, shape) };
  }
}

const wantedName = (shape: Shape): string => {
  if (typeof shape === 'object') return 'tables' in shape ? '[[...]]' : '[...]';
  return (
    { string: '"..."', 'string boolean': '"true" / "false"', boolean: 'true / false', integer: '123' }[
      shape as 'string'
    ] ?? '["..."]'
  );
};

const foundNames: Readonly<Record<TomlValue['type'], string>> = {
  table: '{...}',
  array: '[...]',
  string: '"..."',
  'filled in': '"..."',
  integer: '123',
  float: '1.5',
  boolean: 'true / false',
  datetime: '1979-05-27',
};

/** What is meant, where only one thing can be: Podman takes nothing that stands there now. */
function converted(value: TomlValue, shape: Shape): Fix[] {
  const text = convertedText(value, shape);
  return text === undefined ? [] : [replacement(value.span, text, true)];
}

function convertedText(value: TomlValue, shape: Shape): string | undefined {
  if (value.type === 'array' || value.type === 'table') return undefined;
  if (shape === 'boolean' && value.type === 'string') {
    return /^(?:true|false)$/i.test(value.value) ? value.value.toLowerCase() : undefined;
  }
  if (shape === 'integer' && value.type === 'string') return /^-?\d{1,15}$/.test(value.value) ? value.value : undefined;
  if (shape === 'string boolean') return value.type === 'boolean' ? `"${value.value}"` : undefined;
  if (shape === 'string') return value.type === 'string' ? undefined : `"${value.value}"`;
  const isList = shape === 'strings' || shape === 'appendable strings';
  return isList && value.type === 'string' && value.value !== '' ? `[${JSON.stringify(value.value)}]` : undefined;
}

export const unknownKeyMessages = {
  unknown: {
    en: 'Podman knows no key {key} here and ignores it.',
    ja: 'この場所に {key} というキーはなく、無視されます。',
  },
  meant: {
    en: 'Podman knows no key {key} here and ignores it; is {meant} meant?',
    ja: 'この場所に {key} というキーはなく、無視されます。{meant} ではありませんか？',
  },
  newer: {
    en: 'Podman {version} knows no {key} yet and ignores it.',
    ja: 'Podman {version} はまだ {key} を知らず、無視します。',
  },
  twice: {
    en: '{key} stands here twice, only in other letters: which of them counts changes from one run of Podman to the next.',
    ja: '大文字・小文字だけが違う {key} が 2 つあり、どちらが有効になるかは Podman の実行ごとに変わります。',
  },
  unread: {
    en: 'Podman ignores what stands here: {key} has to be a table.',
    ja: 'ここに書かれた値は無視されます。{key} はテーブルでなければなりません。',
  },
  misplaced: {
    en: 'Podman ignores {key} here: it belongs under {table}.',
    ja: 'ここに書かれた {key} は無視されます。{table} の下に書いてください。',
  },
} as const;

/** A report for every key that Podman reads past. */
export function* unknownKeyReports(
  { root, isTemplate }: TomlFile,
  grammar: Grammar,
  settings: Settings,
): Iterable<Report<keyof typeof unknownKeyMessages>> {
  if (isTemplate) return;
  for (const stranger of new Strangers(settings).in(root, grammar)) {
    if (stranger.fault === 'newer') {
      const { key, keySpan } = stranger.entry;
      yield { at: keySpan, message: 'newer', params: { key, version: settings.podman } };
    }
    if (stranger.fault === 'twice') {
      const { key, keySpan } = stranger.entry;
      yield { at: keySpan, message: 'twice', params: { key } };
    }
    if (stranger.fault === 'unread')
      yield { at: stranger.value.span, message: 'unread', params: { key: stranger.key } };
    if (stranger.fault !== 'unknown') continue;
    const { entry, table, grammar: here } = stranger;
    const { key, keySpan } = entry;
    const home = homeOf(grammar, key, here);
    const meant = nearest(key, Object.keys(here));
    if (meant) {
      const fixes = entryOf(table, meant) ? [] : [replacement(keySpan, meant, false)];
      yield { at: keySpan, message: 'meant', params: { key, meant }, fixes };
    } else if (home) yield { at: keySpan, message: 'misplaced', params: { key, table: home } };
    else yield { at: keySpan, message: 'unknown', params: { key } };
  }
}

/** The first other table that knows a key, as its header is written. */
function homeOf(grammar: Grammar, key: string, besides: Grammar, path: readonly string[] = []): string | undefined {
  if (grammar !== besides && path.length > 0 && shapeOf(grammar, key)) return `[${path.join('.')}]`;
  for (const [name, shape] of Object.entries(grammar)) {
    if (typeof shape !== 'object' || !('table' in shape)) continue;
    const found = homeOf(shape.table, key, besides, [...path, name]);
    if (found) return found;
  }
  return undefined;
}
