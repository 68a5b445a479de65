import { readFile } from 'node:fs/promises';

/** package.json's version as a module: nobody has to find or bundle the manifest for it. */
export async function versionModule() {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  return `// Made by "npm run generate" from package.json.\nexport const version = '${version}';\n`;
}
