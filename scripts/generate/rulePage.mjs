import { diffLines } from './diff.mjs';
import { codeBlock, escapeMarkdown, inlineCode, sentence } from './markdown.mjs';

/** More would bury the explanation; the tests run all of them. */
const mostExamples = 6;
/** Some examples are only long. */
const longest = 4000;

/** A rule's page. Made from the rule alone, so it is true as long as the rule's tests pass. */
export function rulePage(rule, exampleFile, { unmark, lineMap }) {
  const bad = rule.examples.bad
    .slice(0, mostExamples)
    .map(example => badExample(example, exampleFile, unmark, lineMap));
  const good = rule.examples.good
    .filter(example => example.text.trim() !== '')
    .slice(0, mostExamples)
    .map(example => codeBlock(languageOf(example.file ?? exampleFile), shown(example.text)));
  return [
    `<!-- Made by "npm run generate" from the rule itself. -->\n\n# ${rule.id}\n`,
    `${escapeMarkdown(rule.title.en)}.\n`,
    facts(rule),
    `## Why it matters\n\n${sentence(rule.why.en)}\n`,
    `## What to do\n\n${sentence(rule.remedy.en)}\n`,
    `## What it says\n\n${messages(rule, 'en')}`,
    `## Reported\n\n${bad.join('\n')}`,
    `## Not reported\n\n${good.join('\n')}`,
    `## 日本語\n\n**${escapeMarkdown(rule.title.ja)}**\n\n${messages(rule, 'ja')}\n${sentence(rule.why.ja)}\n\n${sentence(rule.remedy.ja)}\n`,
    `## References\n\n${rule.references.map(reference).join('')}`,
    suppression(rule, exampleFile),
  ].join('\n');
}

/** What only a finding knows stands as an ellipsis. */

const messages = (rule, locale) =>
  Object.values(rule.messages)
    .map(text => `- ${sentence(text[locale])}\n`)
    .join('');

function facts({ severity, podman, aliases = [] }) {
  const levels =
    typeof severity === 'string'
      ? `**${severity}** in every profile`
      : Object.entries(severity)
          .map(([profile, level]) => `**${level}** in ${profile}`)
          .join(', ');
  const rows = [`- Severity: ${levels}\n`];
  if (podman) rows.push(`- Holds for Podman ${inlineCode(podman)}\n`);
  if (aliases.length > 0) rows.push(`- Elsewhere: ${aliases.map(inlineCode).join(', ')}\n`);
  return rows.join('');
}

function badExample({ text: marked, fixed, file, settings }, exampleFile, unmark, lineMap) {
  const { text, spans } = unmark(marked);
  const lines = lineMap(text);
  const places = spans.slice(0, mostExamples).map(span => `- ${placeOf(text, span, lines)}\n`);
  const language = languageOf(file ?? exampleFile);
  const name = file && file !== exampleFile ? `In ${inlineCode(file)}` : '';
  const when = settings ? `with ${inlineCode(JSON.stringify(settings))}` : '';
  const head = [name, when].filter(part => part !== '').join(', ');
  const repair =
    fixed === undefined || fixed.length > longest
      ? ''
      : `\nThe fix:\n\n${codeBlock('diff', diffLines(shown(text), shown(fixed)))}`;
  return `${head ? `${head[0].toUpperCase()}${head.slice(1)}:\n\n` : ''}${codeBlock(language, shown(text))}\n${places.join('')}${repair}`;
}

function placeOf(text, { start, end }, lines) {
  const from = lines.positionAt(start);
  const [first = ''] = text.slice(start, end).split('\n');
  const words = first.length > 60 ? `${first.slice(0, 60)}…` : first;
  return `line ${from.line + 1}, column ${from.character + 1}${words.trim() ? `: ${inlineCode(words.trim())}` : ''}`;
}

function shown(text) {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  return lines.length > longest ? `${lines.slice(0, 200).trimEnd()}\n…\n` : lines;
}

const languages = [
  [/\.ya?ml$/, 'yaml'],
  [/\.json$/, 'json'],
  [/(container|docker)file/i, 'dockerfile'],
];

const languageOf = file => languages.find(([pattern]) => pattern.test(file))?.[1] ?? '';

const reference = ({ title, url }) => `- ${url ? `[${escapeMarkdown(title)}](${url})` : escapeMarkdown(title)}\n`;

/** How a finding is left out: a comment where the file can have one, else an entry of the config file. */
function suppression({ id }, exampleFile) {
  const everywhere = `Everywhere, in \`.podseal.yaml\`:\n\n${codeBlock('yaml', `rules:\n  ${id}: off`)}`;
  const comment = codeBlock('', `# podseal: ignore ${id} -- the reason (until 2027-01-31)`);
  const entry = codeBlock(
    'yaml',
    `ignore:\n  - rule: ${id}\n    path: ${exampleFile}\n    reason: the reason\n    until: 2027-01-31`,
  );
  const here = exampleFile.endsWith('.json')
    ? `In one file, in \`.podseal.yaml\`:\n\n${entry}`
    : `In one place, by a comment above the line or at its end:\n\n${comment}`;
  return `## Leave it out\n\n${id.startsWith('podseal/') ? '' : `${here}\n`}${everywhere}`;
}
