import { bundleSuite } from './bundleSuite.mjs';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { installVsCode, whyNoVsCode } from './install.mjs';
import { runSession } from './session.mjs';

/** Prints the findings that a real VS Code shows on examples/, sorted, as `path:line:column severity rule message`. */
export async function checkExamples() {
  const browser = findChromium();
  const why = whyNoVsCode() ?? (browser ? undefined : `VS Code ${howToGetChromium}`);
  if (why) throw new Error(why);
  const suite = await bundleSuite('examples', ['test/vscode/examples.ts'], 'node');
  const problems = [];
  const findings = [];
  const onLine = line => {
    const [, kind, json] = /::(finding|test) (.*)/s.exec(line) ?? [];
    if (kind === 'finding') findings.push(JSON.parse(json));
    if (kind === 'test') problems.push(JSON.parse(json));
  };
  const code = await runSession(await installVsCode(), { browser, host: 'node', suite, workspace: 'examples', onLine });
  for (const { path, line, column, severity, rule, message } of findings.sort(byPlace))
    console.log(`${path}:${line}:${column} ${severity} ${rule} ${message}`);
  const failed = problems.find(({ state }) => state === 'failed');
  if (failed || code !== 0) throw new Error(failed?.error ?? `VS Code ended with ${code}`);
}

const byPlace = (a, b) => compare(a.path, b.path) || a.line - b.line || a.column - b.column || compare(a.rule, b.rule);

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
