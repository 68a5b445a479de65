import { byPlace } from '../../core/span.ts';
import { Faults } from './faults.ts';
import { forgetFilledIn } from './filledIn.ts';
import { withoutConsequences } from './oneMistake.ts';
import { Reader } from './reader.ts';
import type { JsonFile } from './tree.ts';

/** Reads any text as JSON, as far as it goes. Never throws, and does not care how deep values are nested. */
export function parseJson(text: string): JsonFile {
  const found = new Faults(text);
  const root = new Reader(text, found).read();
  const isTemplate = !forgetFilledIn(root, text);
  const all = found.said.sort(byPlace);
  const faults = isTemplate ? [] : withoutConsequences(text, all);
  const isWhole = !isTemplate && faults.every(({ repair }) => repair?.safe);
  return { text, root, faults, isTemplate, isWhole };
}
