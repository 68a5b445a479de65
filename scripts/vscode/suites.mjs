import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { bundleSuite } from './bundleSuite.mjs';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { installVsCode, whyNoVsCode } from './install.mjs';
import { runSession } from './session.mjs';

const folder = 'test/vscode/suite';
const workspace = 'test/vscode/fixtures';

/** Which tests run where. `files` picks by name; everything else is how VS Code is started. */
const sessions = [
  { name: 'VS Code', host: 'node', files: everywhere },
  // Nobody starts programs there.
  { name: 'VS Code, web extension host', host: 'web', files: file => everywhere(file) && !/scan|trivy/.test(file) },
  { name: 'VS Code, Restricted Mode', host: 'node', trusted: false, files: file => /findings|restricted/.test(file) },
  { name: 'VS Code in Japanese', host: 'node', locale: 'ja', files: file => /japanese/.test(file) },
];

function everywhere(file) {
  return !/restricted|japanese/.test(file);
}

/** The test files that hold in every VS Code, or those that are chosen; the order is that of their names. */
export async function suiteFiles(chosen = everywhere) {
  const files = await readdir(folder);
  return files
    .filter(file => file.endsWith('.test.ts') && chosen(file))
    .map(file => `${folder}/${file}`)
    .sort();
}

/**
 * Runs the editor tests, as many VS Codes at a time as the machine has room for.
 * @returns {Promise<{passed: number, failed: number, skipped: string[]}>}
 */
export async function runEditorTests() {
  const browser = findChromium();
  const why = whyNoVsCode() ?? (browser ? undefined : howToGetChromium);
  if (why) return { passed: 0, failed: 0, skipped: sessions.map(({ name }) => `${name}: ${why}`) };
  const vscode = await installVsCode();
  const total = { passed: 0, failed: 0, skipped: [] };
  const waiting = [...sessions];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) add(total, await runOne(vscode, browser, next));
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, work));
  return total;
}

function add(total, { passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped.push(...skipped);
}

async function runOne(vscode, browser, { name, files, ...how }) {
  const suite = await bundleSuite(name.replace(/\W+/g, '-').toLowerCase(), await suiteFiles(files), how.host);
  const results = [];
  const lines = [];
  const onLine = line => {
    lines.push(line);
    const result = /::test (\{.*\})/.exec(line)?.[1];
    if (result) results.push(JSON.parse(result));
  };
  const start = performance.now();
  const code = await runSession(vscode, { browser, workspace, suite, onLine, ...how }).catch(error => error);
  const seconds = Math.round((performance.now() - start) / 1000);
  return report(name, code, results, lines, seconds);
}

/** Prints what failed, and counts. */
function report(name, code, results, lines, seconds) {
  const of = state => results.filter(result => result.state === state);
  const failures = of('failed');
  console.log(`${name}: ${of('passed').length} of ${results.length} passed in ${seconds} s`);
  if (process.env.VERBOSE) for (const { state, title } of results) console.log(`  ${state} ${title}`);
  for (const { title, error } of failures) console.log(`\n✖ ${name}: ${title}\n${error}\n`);
  // The extension host's word counts too: a suite that did not load has no failures.
  const broken = code !== 0 && failures.length === 0;
  if (broken)
    console.log(
      `\n✖ ${name}: ${code instanceof Error ? code.message : `it ended with ${code}`}\n${lines.slice(-30).join('\n')}\n`,
    );
  return {
    passed: of('passed').length,
    failed: failures.length + (broken || results.length === 0 ? 1 : 0),
    skipped: of('skipped').map(({ title }) => `${name}: ${title}`),
  };
}
