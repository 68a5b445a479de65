// Recall and specificity on labelled cases, per concept: node scripts/accuracy.mjs [--all] [CONCEPT...]
// Cases that are judged otherwise than their labels say are named with the reason that disagreements.json gives;
// with --all also those without. The cases lie beside the project.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { importTypeScript } from './engine.mjs';

const cases = '../shared/cases';
const suites = [
  {
    name: 'Containerfiles',
    labels: 'containerfile-dev.jsonl',
    concepts: 'containerfile-concepts.json',
    file: 'Containerfile',
  },
  { name: 'Kube YAML', labels: 'kube-dev.jsonl', concepts: 'kube-concepts.json', file: 'pod.yaml' },
];

const reasons = JSON.parse(await readFile('scripts/accuracy/disagreements.json', 'utf8'));
const showAll = process.argv.includes('--all');
const wanted = process.argv.slice(2).filter(argument => !argument.startsWith('--'));

if (!existsSync(cases)) {
  console.log(`The labelled cases are not here (${cases}); nothing was measured.`);
  process.exit(0);
}

const { linter, defaultSettings } = await importTypeScript('scripts/accuracy/engine.ts');
const known = new Set(linter.rules.map(rule => rule.id));

for (const suite of suites) {
  const { defaults, concepts } = JSON.parse(await readFile(`${cases}/${suite.concepts}`, 'utf8'));
  const lines = (await readFile(`${cases}/${suite.labels}`, 'utf8')).trim().split('\n');
  const tallies = new Map();
  for (const line of lines) judge(JSON.parse(line), suite, { ...defaults }, concepts, tallies);
  print(suite.name, tallies);
}

function judge(labelled, suite, defaults, concepts, tallies) {
  const concept = concepts[labelled.concept];
  if (!concept || (wanted.length > 0 && !wanted.includes(labelled.concept))) return;
  const rules = concept.rules.filter(id => known.has(id));
  if (rules.length === 0) return;
  if (concept.recallOnly && labelled.expected === 'clean') return;
  const settings = {
    ...defaultSettings,
    today: '2026-06-01',
    ...defaults,
    ...(concept.profile && { profile: concept.profile }),
  };
  const flagged = linter
    .lintFile({ path: suite.file, text: labelled.content }, settings)
    .some(finding => rules.includes(finding.rule.id) && !(concept.ignoreHints && finding.severity === 'hint'));
  const tally = tallies.get(labelled.concept) ?? { found: 0, missed: [], silent: 0, wrong: [] };
  tallies.set(labelled.concept, tally);
  if (labelled.expected === 'flag') flagged ? tally.found++ : tally.missed.push(labelled);
  else flagged ? tally.wrong.push(labelled) : tally.silent++;
}

function print(name, tallies) {
  console.log(`\n${name}\n${'concept'.padEnd(28)} recall        specificity`);
  for (const [concept, { found, missed, silent, wrong }] of [...tallies].sort()) {
    console.log(`${concept.padEnd(28)} ${share(found, missed.length)} ${share(silent, wrong.length)}`);
    for (const { id, path } of missed) sayWhy('missed', id, path);
    for (const { id, path } of wrong) sayWhy('wrong ', id, path);
  }
}

/** A disagreement that nobody has explained is one to look into. */
function sayWhy(verdict, id, path) {
  const why = reasons[id];
  if (why || showAll) console.log(`  ${verdict} ${id} ${path}: ${why ?? 'NOT EXPLAINED'}`);
}

function share(right, wrong) {
  const all = right + wrong;
  return (all === 0 ? '-' : `${(right / all).toFixed(3)} (${right}/${all})`).padEnd(16);
}
