/** A line of a TOML file that sets something. */
export interface TomlEntry {
  /** `engine`, `containers`; of `[[registry]]`, `registry`. */
  readonly section: string;
  /** Which one of the sections of this name, from 0. */
  readonly index: number;
  readonly key: string;
  readonly value: TomlValue;
  /** From 1. */
  readonly line: number;
}

type TomlValue = string | number | boolean | readonly string[] | undefined;

const header = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$/;
const setting = /^\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=\s*(.*)$/;
const word = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g;

/** The settings of a configuration file of the container engines. What it does not know has no value. */
export function readToml(text: string): TomlEntry[] {
  const entries: TomlEntry[] = [];
  const seen = new Map<string, number>();
  let section = '';
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const written = lines[i] ?? '';
    const name = header.exec(written)?.[1];
    if (name !== undefined) {
      section = name;
      seen.set(section, (seen.get(section) ?? -1) + 1);
      continue;
    }
    const [, double, single, bare, start = ''] = setting.exec(written) ?? [];
    const key = double ?? single ?? bare;
    if (key === undefined || written.trimStart().startsWith('#')) continue;
    const line = i + 1;
    let value = withoutComment(start);
    while (value.startsWith('[') && !closes(value) && i + 1 < lines.length) {
      i++;
      value += ` ${withoutComment(lines[i] ?? '')}`;
    }
    const steps = bare?.split('.') ?? [key];
    const inside = [...(section === '' ? [] : [section]), ...steps.slice(0, -1)].join('.');
    entries.push({
      section: inside,
      index: seen.get(section) ?? 0,
      key: steps.at(-1) ?? key,
      value: meaning(value),
      line,
    });
  }
  return entries;
}

/** Words in quotes may hold anything. */
const blank = (text: string): string => text.replace(word, quoted => '"'.repeat(quoted.length));

function withoutComment(text: string): string {
  const hash = blank(text).indexOf('#');
  return (hash < 0 ? text : text.slice(0, hash)).trim();
}

const closes = (text: string): boolean => blank(text).includes(']');

function meaning(text: string): TomlValue {
  if (text.startsWith('[')) return [...text.matchAll(word)].map(([, double, single]) => double ?? single ?? '');
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^[+-]?\d[\d_]*$/.test(text)) return Number(text.replaceAll('_', ''));
  const [, double, single] = new RegExp(`^(?:${word.source})$`).exec(text) ?? [];
  return double ?? single;
}
