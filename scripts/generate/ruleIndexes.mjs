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
