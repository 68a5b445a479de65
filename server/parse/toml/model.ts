import type { Kind, Model } from '../../core/kind.ts';
import { contains, type Span } from '../../core/span.ts';
import { pointerTo } from '../jsonPointer.ts';
import { parseToml } from './parse.ts';
import type { TomlFile, TomlTable, TomlValue } from './tree.ts';

/** How a kind that is written in TOML is read. */
export const parseTomlModel: Kind<TomlFile>['parse'] = (text, previous): Model<TomlFile> => {
  const before = previous?.units[0]?.content;
  if (before?.text === text) return previous as Model<TomlFile>;
  const content = parseToml(text, before);
  return {
    units: [{ start: 0, content, comments: content.comments, pointerAt: offset => pointerAt(content.root, offset) }],
  };
};

/** A key with the names that lead to it, and what of its list stands at the place. */
interface KeyAt {
  readonly path: readonly string[];
  readonly span: Span;
  readonly item: TomlValue | undefined;
}

/** The innermost key whose text, or whose value's text, holds the offset. */
export function keyAt(root: TomlTable, offset: number): KeyAt | undefined {
  let found: KeyAt | undefined;
  for (let step = stepAt(root, offset); step; step = stepAt(step.value, offset)) {
    if (step.keySpan) found = { path: [...(found?.path ?? []), step.name], span: step.keySpan, item: undefined };
    else if (found) found = { ...found, item: step.value };
  }
  return found;
}

/** The JSON pointer of the innermost value whose text, or whose key's text, holds the offset. */
function pointerAt(root: TomlTable, offset: number): string {
  let pointer = '';
  for (let step = stepAt(root, offset); step; step = stepAt(step.value, offset))
    pointer = pointerTo(pointer, step.name);
  return pointer;
}

interface Step {
  readonly name: string;
  readonly value: TomlValue;
  /** Of an item of a list there is none. */
  readonly keySpan?: Span;
}

function stepAt(value: TomlValue, offset: number): Step | undefined {
  if (value.type === 'table') {
    const entry = value.entries.find(
      entry => holds(entry.value, offset) || contains(entry.statement ?? entry.keySpan, offset),
    );
    return entry && { name: entry.key, value: entry.value, keySpan: entry.keySpan };
  }
  if (value.type !== 'array') return undefined;
  const index = value.items.findIndex(item => holds(item, offset));
  const item = value.items[index];
  return item && { name: String(index), value: item };
}

/** Tables lie wherever their statements do. */
const holds = (value: TomlValue, offset: number): boolean => {
  if (contains(value.span, offset)) return true;
  if (value.type === 'array') return value.items.some(item => item.type === 'table' && holds(item, offset));
  if (value.type !== 'table') return false;
  return value.entries.some(entry => holds(entry.value, offset) || contains(entry.statement ?? entry.keySpan, offset));
};
