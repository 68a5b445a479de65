/** A value to be written into a file. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

/** How the text around looks. */
export interface Style {
  readonly eol: string;
  /** Columns that a nested map is indented by. */
  readonly step: number;
  /** Columns that a sequence is indented by below its key: 0 or `step`. */
  readonly seqStep: number;
}

/** `key: value` lines at a column; the first line without its indentation, the last one without a line break. */
export function blockEntries(data: { readonly [key: string]: Data }, column: number, style: Style): string {
  return Object.entries(data)
    .map(([key, value]) => `${plainOrQuoted(key)}:${blockValue(value, column, style)}`)
    .join(style.eol + ' '.repeat(column));
}

/** What stands behind the colon of a key at `column`: a blank and a scalar, or the lines below. */
export function blockValue(value: Data, column: number, style: Style): string {
  if (isList(value)) {
    if (value.length === 0) return ' []';
    const dash = column + style.seqStep;
    return value.map(item => `${style.eol}${' '.repeat(dash)}${blockItem(item, dash, style)}`).join('');
  }
  if (typeof value !== 'object') return ` ${scalarText(value, false)}`;
  if (Object.keys(value).length === 0) return ' {}';
  const inner = column + style.step;
  return style.eol + ' '.repeat(inner) + blockEntries(value, inner, style);
}

/** `- item`, with the dash at `column`. */
export function blockItem(item: Data, column: number, style: Style): string {
  if (isList(item)) return `- ${flow(item, false)}`;
  if (typeof item === 'object' && Object.keys(item).length > 0) return `- ${blockEntries(item, column + 2, style)}`;
  return `- ${flow(item, false)}`;
}

/** On one line; `quoted` is JSON. */
export function flow(value: Data, quoted: boolean): string {
  if (isList(value)) return `[${value.map(item => flow(item, quoted)).join(', ')}]`;
  if (typeof value === 'object') return `{${flowEntries(value, quoted)}}`;
  return scalarText(value, quoted);
}

/** The entries of a flow map, without its braces. */
export const flowEntries = (data: { readonly [key: string]: Data }, quoted: boolean): string =>
  Object.entries(data)
    .map(([key, value]) => `${scalarText(key, quoted)}: ${flow(value, quoted)}`)
    .join(', ');

const scalarText = (value: string | number | boolean, quoted: boolean): string =>
  typeof value === 'string' && !quoted ? plainOrQuoted(value) : JSON.stringify(value);

/** Plain only where every YAML reader takes it for the same string. */
const plainOrQuoted = (text: string): string =>
  /^(?!(?:y|yes|n|no|on|off|true|false|null)$)[a-z_][\w./-]*$|^\d+(?:[KMGTPE]i|m)$/i.test(text)
    ? text
    : JSON.stringify(text);

export const isList = (value: Data): value is readonly Data[] => Array.isArray(value);
