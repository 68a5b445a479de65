import { readFile } from 'node:fs/promises';
import { ruleLevels } from './configSchema.mjs';

/** package.json with every rule's name in the schema of the setting podseal.rules; the rest of it is nobody's business here. */
export async function manifestWithRules(facts) {
  const text = await readFile('package.json', 'utf8');
  const manifest = JSON.parse(text);
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const setting = sections.map(({ properties }) => properties?.['podseal.rules']).find(found => found);
  if (!setting) return text;
  const { properties, additionalProperties } = ruleLevels(facts);
  Object.assign(setting, { properties, additionalProperties });
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
