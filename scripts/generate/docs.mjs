import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { escapeMarkdown } from './markdown.mjs';
import { rulePage } from './rulePage.mjs';

const folder = 'docs/rules';

/** A page for every rule, an index, and nothing for rules that are gone. */
export async function documentation(facts) {
  const groups = groupsOf(facts);
  const files = new Map((await existingPages()).map(file => [file, undefined]));
  for (const { rules, exampleFile } of groups) {
    for (const rule of rules) files.set(`${folder}/${rule.id}.md`, rulePage(rule, exampleFile, facts));
  }
  files.set(`${folder}/README.md`, index(groups));
  const readme = await readFile('README.md', 'utf8').catch(() => '');
  const withTable = readme.replace(
    /(<!-- rules -->\n)[\s\S]*?(<!-- \/rules -->)/,
    (_, start, end) => `${start}\n${folded(groups)}\n${end}`,
  );
  if (withTable !== readme) files.set('README.md', withTable);
  return files;
}

/** What people came for stands first. */
const groupsOf = ({ kinds, ownRules }) => [
  ...[...kinds].sort((a, b) => Number(a.id === 'config') - Number(b.id === 'config')),
  { id: 'podseal', name: 'Podseal itself', exampleFile: 'Containerfile', rules: ownRules },
];

async function existingPages() {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.filter(file => file.endsWith('.md')).map(file => `${folder}/${file.replaceAll(path.sep, '/')}`);
}

const index = groups => `<!-- Made by "npm run generate" from the rules. -->

# Rules

Severities are those of the profile \`podman\`; each rule's page has the others.

${tables(groups, '.')}`;

const tables = (groups, base) =>
  groups
    .filter(({ rules }) => rules.length > 0)
    .map(({ name, rules }) => `### ${name}\n\n${table(rules, base)}`)
    .join('\n');

/** One line for each kind until somebody wants to see its rules. */
const folded = groups =>
  groups
    .filter(({ rules }) => rules.length > 0)
    .map(
      ({ name, rules }) =>
        `<details>\n<summary><b>${name}</b>: ${rules.length} rules</summary>\n\n${table(rules, folder)}\n</details>\n`,
    )
    .join('\n');

const table = (rules, base) =>
  `| Rule | Severity | What it finds | Fix |\n| --- | --- | --- | --- |\n${rows(rules, base)}`;

const rows = (rules, base) =>
  [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(rule => {
      const severity = typeof rule.severity === 'string' ? rule.severity : rule.severity.podman;
      const hasFix = rule.examples.bad.some(example => example.fixed !== undefined);
      return `| [${rule.id}](${base}/${rule.id}.md) | ${severity} | ${escapeMarkdown(rule.title.en)} | ${hasFix ? 'yes' : ''} |\n`;
    })
    .join('');
