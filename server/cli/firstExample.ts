import { readFile } from 'node:fs/promises';
import type { AnyRule } from './ruleTexts.ts';

/** What a rule reports, and what its fix makes of it. */
export interface ShownExample {
  readonly text: string;
  readonly fixed?: string | undefined;
}

/** A rule's first bad example. The bundles carry rules without examples: those lie in a file beside them. */
export async function firstExample({ id, examples: { bad } }: AnyRule): Promise<ShownExample | undefined> {
  const [first] = bad as readonly ShownExample[];
  if (first) return { ...first, text: first.text.replace(/[«»]/g, '') };
  const all = JSON.parse(await readFile(new URL('examples.json', import.meta.url), 'utf8'));
  return (all as Readonly<Record<string, ShownExample>>)[id];
}
