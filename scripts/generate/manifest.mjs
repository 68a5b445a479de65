import { readFile } from 'node:fs/promises';

/** package.json with every rule's name in the schema of the setting podseal.rules; the rest of it is nobody's business here. */
export async function manifestWithRules({ rules, levels }) {
  const text = await readFile('package.json', 'utf8');
  const manifest = JSON.parse(text);
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const setting = sections.map(({ properties }) => properties?.['podseal.rules']).find(found => found);
  if (!setting) return text;
  setting.properties = Object.fromEntries(
    [...rules]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ id, title }) => [id, { description: title.en, enum: [...levels] }]),
  );
  setting.additionalProperties = false;
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
