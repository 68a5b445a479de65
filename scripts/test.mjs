// Runs the tests; with names of test files, only those. The last line counts what passed and failed.
import { runUnitTests, testFiles } from './unitTests.mjs';

const named = process.argv.slice(2);
const { passed, failed, skipped } = await runUnitTests(named.length > 0 ? named : await testFiles());

for (const reason of skipped) console.log(`SKIPPED ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
