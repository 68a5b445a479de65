/** A failure that somebody answers for. */
interface Waiver {
  readonly check: string;
  readonly resource: string | undefined;
  readonly reason: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
}

/**
 * The text of `.podseal.yaml` with one waiver more, and everything else as it was. Undefined where it is written in a
 * way that only a person should edit.
 */
export function withWaiver(text: string, waiver: Waiver): string | undefined {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
  const scan = lines.findIndex(line => /^["']?scan["']?\s*:/.test(line));
  const joined = (all: readonly string[]): string => `${all.join(newline)}${newline}`;
  if (scan < 0) {
    // A document that is no map of keys, or has an end mark, is not extended.
    if (lines.some(line => /^(?:[[{]|\.\.\.|---\s*\S)/.test(line))) return undefined;
    return joined([...lines, 'scan:', '  waivers:', ...entry(waiver, '    ')]);
  }
  if (!isBareKey(lines[scan])) return undefined;
  const end = lines.findIndex((line, i) => i > scan && /^[^\s#]/.test(line));
  const inner = lines.slice(scan + 1, end < 0 ? lines.length : end);
  const indent = /^[ ]+/.exec(inner.find(line => /^ +[^\s#]/.test(line)) ?? '')?.[0] ?? '  ';
  const at = inner.findIndex(line => new RegExp(`^${indent}["']?waivers["']?\\s*:`).test(line));
  const insert = (index: number, ...added: readonly string[]): string =>
    joined([...lines.slice(0, index), ...added, ...lines.slice(index)]);
  if (at < 0) return insert(scan + 1, `${indent}waivers:`, ...entry(waiver, `${indent}  `));
  if (!isBareKey(inner[at])) return undefined;
  const list = /^( *)- /.exec(inner.slice(at + 1).find(line => /^ *[^\s#]/.test(line)) ?? '')?.[1];
  return insert(
    scan + at + 2,
    ...entry(waiver, list !== undefined && list.length >= indent.length ? list : `${indent}  `),
  );
}

const isBareKey = (line: string | undefined): boolean => /^\s*["']?\w+["']?\s*:\s*(?:#.*)?$/.test(line ?? '');

/** In double quotes, as JSON writes them, every text is a text in YAML. */
const entry = ({ check, resource, reason, until }: Waiver, indent: string): string[] => [
  `${indent}- check: ${check}`,
  ...(resource === undefined ? [] : [`${indent}  resource: ${JSON.stringify(resource)}`]),
  `${indent}  reason: ${JSON.stringify(reason)}`,
  `${indent}  until: ${until}`,
];
