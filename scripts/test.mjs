// Runs all tests; with names of test files, only those; with --unit, all that need no VS Code.
// The last line counts what passed and failed. Imports nothing from npm before npm's packages are there.
import { spawnSync } from 'node:child_process';
import { installPackages } from './packages.mjs';

installPackages();
const { runUnitTests, testFiles } = await import('./unitTests.mjs');

const named = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
if (named.length === 0) installNewerPodman();
const unitOnly = named.length > 0 || process.argv.includes('--unit');
const results = [await runUnitTests(named.length > 0 ? named : await testFiles())];
if (!unitOnly) results.push(await editorTests());

const sum = count => results.reduce((total, result) => total + result[count], 0);
for (const reason of results.flatMap(({ skipped }) => skipped)) console.log(`SKIPPED ${reason}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);

/** The tests ask a newer Podman and skopeo than the system's, too; without them those tests are skipped. */
function installNewerPodman() {
  const { status } = spawnSync('scripts/podman-oracle.sh', { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.log('Podman 5.8 and skopeo 1.22 could not be installed: what only they know is not asked.');
}

/** What VS Code cannot start is a failure like any other, and hides no other count. */
async function editorTests() {
  try {
    if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0)
      throw new Error('the build failed');
    const { runEditorTests } = await import('./vscode/suites.mjs');
    return await runEditorTests();
  } catch (error) {
    console.log(`\n✖ the editor tests: ${error.stack}\n`);
    return { passed: 0, failed: 1, skipped: [] };
  }
}
