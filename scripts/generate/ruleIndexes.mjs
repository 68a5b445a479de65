import { readdir } from 'node:fs/promises';

const notRules = /^(kind|rules\.generated|_.*)\.ts$/;

/** One index a kind: a rule is registered by lying in the kind's folder. Files that start with `_` are shared by rules. */
export async function ruleIndexes() {
  const files = new Map();
  const folders = (await readdir('server/rules', { withFileTypes: true })).filter(entry => entry.isDirectory());
  for (const { name: kind } of folders) {
    const slugs = (await readdir(`server/rules/${kind}`))
      .filter(file => file.endsWith('.ts') && !notRules.test(file))
      .map(file => file.slice(0, -3))
      .sort();
    files.set(`server/rules/${kind}/rules.generated.ts`, index(slugs));
  }
  return files;
}

const camelCase = slug => slug.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const index = slugs => `// Made by "npm run generate" from the files of this folder.
${slugs.map(slug => `import ${camelCase(slug)} from './${slug}.ts';\n`).join('')}
export const rules = [${slugs.map(camelCase).join(', ')}];
`;

/** The host scan's checks, in the order of their ids. */
export async function checkIndex() {
  const folder = 'server/scan/checks';
  const names = (await readdir(folder)).filter(file => /^[A-Z]{3}\d{3}-[\w-]+\.ts$/.test(file)).sort();
  const ids = names.map(name => name.slice(0, 6));
  const imports = names.map((name, i) => `import ${ids[i]} from './${name}';\n`).join('');
  const text = `// Made by "npm run generate" from the files of this folder.
import type { AnyCheck } from '../model/check.ts';
${imports}
export const checks: readonly AnyCheck[] = [${ids.join(', ')}];
`;
  return new Map([[`${folder}/checks.generated.ts`, text]]);
}
