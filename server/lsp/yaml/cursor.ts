import type { Span } from '../../core/span.ts';

/** Where somebody types in a YAML document: found by indentation alone, since a half-typed text parses as something else. */
export interface Cursor {
  /** The keys above, `*` for an item of a list; of a value, its own key at the end. */
  readonly path: readonly string[];
  readonly expects: 'key' | 'value' | 'item';
  /** What is replaced: the half-typed word. */
  readonly span: Span;
  readonly half: string;
  /** The keys that the map around it has already. */
  readonly siblings: readonly string[];
  /** What stands behind the cursor on its line. */
  readonly behind: string;
  readonly isFlow: boolean;
}

interface Line {
  /** Of its first dash, if it is an item. */
  readonly dash: number | undefined;
  /** Where its key or value starts. */
  readonly column: number;
  readonly key: string | undefined;
  readonly rest: string;
}

const lineShape = /^( *)((?:- +|-$)*)(?:(["']?)([^\s"'#:{}[\],][^"'#:{}[\],]*)\3 *:(?: +|$))?(.*)$/;

function readLine(text: string): Line | undefined {
  const [, indent = '', dashes = '', , key, rest = ''] = lineShape.exec(text.replace(/\r$/, '')) ?? [];
  if (indent.length === text.length || rest.startsWith('#')) return undefined;
  const column = indent.length + dashes.length;
  return { dash: dashes === '' ? undefined : indent.length, column, key, rest };
}

/** Undefined in comments, in text of several lines and where nothing is meant to be filled in. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  const behind = /^[^\r\n]*/.exec(text.slice(offset, offset + 500))?.[0] ?? '';
  if (/(?:^|\s)#/.test(before)) return undefined;
  const above = text.slice(0, start).split('\n').slice(0, -1);
  const below = text
    .slice(offset + behind.length)
    .split('\n')
    .slice(1);
  // An empty line stands where the cursor is.
  const line = readLine(before) ?? { dash: undefined, column: before.length, key: undefined, rest: '' };
  const path = [...ancestors(above, line), ...(line.dash === undefined ? [] : ['*'])];
  const place = { offset, behind };
  if (line.key !== undefined) return inValue([...path, line.key], line.rest, place);
  if (/[\s:]/.test(line.rest.trimEnd())) return undefined;
  const siblings = siblingsOf(above, below, line);
  const expects = line.dash === undefined ? 'key' : 'item';
  return { path, expects, siblings, isFlow: false, ...word(line.rest, place, /^[\w./-]*(?:: ?)?/) };
}

interface Place {
  readonly offset: number;
  readonly behind: string;
}

const word = (half: string, { offset, behind }: Place, rest: RegExp) => {
  const [more = ''] = rest.exec(behind) ?? [];
  return { half, span: { start: offset - half.length, end: offset + more.length }, behind: behind.slice(more.length) };
};

/** `value` is what stands between the colon and the cursor. */
function inValue(path: readonly string[], value: string, place: Place): Cursor | undefined {
  const shared = { siblings: [], isFlow: false };
  const rest = /^[^\s,#}\]]*/;
  const [open] = /[{[](?!.*[{[\]}])/.exec(value) ?? [];
  if (open === undefined) {
    return /\s/.test(value) || /[}\]]/.test(value)
      ? undefined
      : { ...shared, path, expects: 'value', ...word(value, place, rest) };
  }
  const outer = [...value.slice(0, value.lastIndexOf(open)).matchAll(/(\w+) *: *\{/g)].map(([, key = '']) => key);
  const [, last = ''] = /^.*[{[](.*)$/.exec(value) ?? [];
  const [half = ''] = /[^\s,]*$/.exec(last) ?? [];
  const inner = /(\w+) *: *$/.exec(value.slice(0, value.lastIndexOf(open)))?.[1];
  const around = inner === undefined ? [...path, ...outer] : [...path, ...outer, inner];
  if (open === '[')
    return { ...shared, isFlow: true, path: [...around, '*'], expects: 'item', ...word(half, place, rest) };
  const [, key] = /(?:^|,) *(\w+) *: *(?:[^\s,]*)$/.exec(last) ?? [];
  if (key !== undefined)
    return { ...shared, isFlow: true, path: [...around, key], expects: 'value', ...word(half, place, rest) };
  const siblings = [...last.matchAll(/(\w+) *:/g)].map(([, key = '']) => key);
  return { siblings, isFlow: true, path: around, expects: 'key', ...word(half, place, /^\w*(?:: ?)?/) };
}

/** The keys that lead to a line, from the root. */
function ancestors(above: readonly string[], line: Line): string[] {
  const path: string[] = [];
  let limit = line.dash ?? line.column;
  let isItem = line.dash !== undefined;
  for (let i = above.length - 1; i >= 0 && (limit > 0 || isItem); i--) {
    if (/^(?:---|\.\.\.)/.test(above[i] ?? '')) break;
    const up = readLine(above[i] ?? '');
    if (!up) continue;
    const isParent = isItem ? up.column <= limit && up.dash !== limit : up.column < limit;
    if (isParent && up.key !== undefined) path.unshift(up.key);
    if (up.dash !== undefined && (isParent || (!isItem && up.column === limit))) {
      path.unshift('*');
      limit = up.dash;
      isItem = true;
    } else if (isParent) {
      limit = up.column;
      isItem = false;
    }
  }
  return path;
}

function siblingsOf(above: readonly string[], below: readonly string[], { column, dash }: Line): string[] {
  const keys: string[] = [];
  const collect = (lines: readonly string[], isAbove: boolean) => {
    for (const text of lines) {
      const line = /^(?:---|\.\.\.)/.test(text) ? { column: -1, dash: undefined, key: undefined } : readLine(text);
      if (!line) continue;
      const isFirst = line.dash !== undefined && line.dash < column && line.column === column;
      if (line.column < column || (isFirst && !isAbove)) return;
      if (line.column === column && line.key !== undefined) keys.push(line.key);
      if (isFirst) return;
    }
  };
  if (dash === undefined) collect([...above].reverse(), true);
  collect(below, false);
  return keys;
}
