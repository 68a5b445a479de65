import { readdir } from 'node:fs/promises';
import { codeBlock, escapeMarkdown, sentence } from './markdown.mjs';

const folder = 'docs/checks';

const groups = [
  ['HST', 'Host', 'ホスト'],
  ['CFG', 'Configuration', '設定'],
  ['IMG', 'Images', 'イメージ'],
  ['CTR', 'Containers', 'コンテナ'],
  ['POL', 'Security policy of the project', 'プロジェクトのセキュリティポリシー'],
];

/** A page for every check of the host scan, an index, and nothing for checks that are gone. */
export async function checkPages({ checks, scanProfiles }) {
  const existing = await readdir(folder).catch(() => []);
  const files = new Map(existing.filter(file => file.endsWith('.md')).map(file => [`${folder}/${file}`, undefined]));
  for (const check of checks) files.set(`${folder}/${check.id}.md`, page(check, scanProfiles));
  files.set(`${folder}/README.md`, index(checks, scanProfiles));
  return files;
}

function index(checks, profiles) {
  const tables = groups.map(([prefix, en, ja]) => {
    const own = checks.filter(({ id }) => id.startsWith(prefix));
    return `### ${en} / ${ja}\n\n| Check | ${profiles.join(' | ')} | What it demands | 内容 |\n| --- |${' --- |'.repeat(profiles.length)} --- | --- |\n${own.map(check => row(check, profiles)).join('')}`;
  });
  return `<!-- Made by "npm run generate" from the checks. -->

# Checks of the host scan

What \`podseal scan\` asks of a host, and how grave a failure is in each profile; without a word, the profile leaves the check out.

${tables.join('\n')}`;
}

const row = (check, profiles) =>
  `| [${check.id}](./${check.id}.md) | ${profiles.map(profile => severityIn(check, profile) ?? '').join(' | ')} | ${escapeMarkdown(check.title.en)} | ${escapeMarkdown(check.title.ja)} |\n`;

const severityIn = ({ severity }, profile) => (typeof severity === 'string' ? severity : severity[profile]);

/** Made from the check alone, so it is true as long as the check's tests pass. */
function page(check, profiles) {
  const { id, title, why, remedy, commands = [], impliedBy = [], references } = check;
  return [
    `<!-- Made by "npm run generate" from the check itself. -->\n\n# ${id}\n`,
    `${escapeMarkdown(title.en)}.\n`,
    `- Severity: ${severities(check, profiles)}\n${impliedBy.map(impliedLine).join('')}`,
    `## Why it matters\n\n${sentence(why.en)}\n`,
    `## What to do\n\n${sentence(remedy.en)}\n`,
    ...(commands.length > 0
      ? [codeBlock('sh', commands.map(command => command.replaceAll('{name}', 'NAME')).join('\n'))]
      : []),
    `## What it says\n\n${messages(check, 'en')}`,
    `## 日本語\n\n**${escapeMarkdown(title.ja)}**\n\n${messages(check, 'ja')}\n${sentence(why.ja)}\n\n${sentence(remedy.ja)}\n`,
    `## References\n\n${references.map(reference).join('')}`,
    `## Answer for a failure\n\nIn \`.podseal.yaml\`:\n\n${codeBlock('yaml', `scan:\n  waivers:\n    - check: ${id}\n      resource: "web-*"\n      reason: the reason\n      until: 2027-01-31`)}`,
  ].join('\n');
}

function severities(check, profiles) {
  if (typeof check.severity === 'string') return `**${check.severity}** in every profile`;
  const asked = profiles.filter(profile => severityIn(check, profile) !== undefined);
  return asked.map(profile => `**${severityIn(check, profile)}** in ${profile}`).join(', ');
}

const impliedLine = id => `- Folded where [${id}](./${id}.md) fails on the same resource\n`;

/** What only a result knows stands as an ellipsis. */

const messages = (check, locale) =>
  Object.values(check.messages)
    .map(text => `- ${sentence(text[locale])}\n`)
    .join('');

const reference = ({ title, url }) => `- ${url ? `[${escapeMarkdown(title)}](${url})` : escapeMarkdown(title)}\n`;
