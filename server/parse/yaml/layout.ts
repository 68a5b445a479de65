import { lineEnding } from '../../core/lines.ts';
import type { Anchor, YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from './node.ts';
import type { Style } from './render.ts';

/** The column of an offset, counted from the start of its line. */
export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** The offset of the line break that ends the line, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

/** Behind the line break that ends the line. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** What the text inside and around a map looks like. */
export function styleOf(text: string, map: YamlMap | YamlSeq): Style {
  const step = stepOf(text, map) ?? 2;
  return { eol: lineEnding(text), step, seqStep: Math.min(seqStepOf(text, map) ?? 0, step) };
}

/** How far block maps are indented below their keys, told by the nearest example: inside first, then around. */
function stepOf(text: string, from: YamlMap | YamlSeq): number | undefined {
  return nearest(from, entry =>
    entry.value.type === 'map' && !entry.value.flow && entry.value.entries[0]
      ? columnOf(text, entry.value.entries[0].start) - columnOf(text, entry.start) || undefined
      : undefined,
  );
}

function seqStepOf(text: string, from: YamlMap | YamlSeq): number | undefined {
  return nearest(from, entry =>
    entry.value.type === 'seq' && !entry.value.flow && entry.value.items[0]
      ? columnOf(text, entry.value.items[0].start) - columnOf(text, entry.start)
      : undefined,
  );
}

function nearest(from: YamlMap | YamlSeq, measure: (entry: YamlEntry) => number | undefined): number | undefined {
  for (let at: YamlMap | YamlSeq | undefined = from; at; at = parentOf(at)) {
    if (at.type !== 'map' || at.flow) continue;
    for (const entry of at.entries) {
      const measured = measure(entry);
      if (measured !== undefined && measured >= 0) return measured;
    }
  }
  return undefined;
}

const parentOf = (node: YamlNode): YamlMap | YamlSeq | undefined => node.holder?.parent;

/** Whether an anchor stands in a piece of text and is used outside of it, so that the piece cannot go. */
export function isUsedElsewhere(part: YamlEntry | YamlItem): boolean {
  const around = part.parent.anchor;
  return isAnchorUsed(part.value, around) || (part.type === 'entry' && isAnchorUsed(part.key, around));
}

function isAnchorUsed(node: YamlNode, around: Anchor | undefined): boolean {
  if (node.anchor && node.anchor !== around && node.anchor.uses > 0) return true;
  if (node.type === 'map') return node.entries.some(isUsedElsewhere);
  return node.type === 'seq' && node.items.some(isUsedElsewhere);
}

/** JSON, or YAML that looks like it: whoever writes a new key quotes it too. */
export function isQuoted(map: YamlMap | YamlSeq): boolean {
  for (let at: YamlMap | YamlSeq | undefined = map; at; at = parentOf(at)) {
    if (at.type === 'map' && at.entries[0]) {
      const { key } = at.entries[0];
      return key.type === 'scalar' && key.style === 'double';
    }
  }
  return false;
}
