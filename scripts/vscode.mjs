// Runs the editor tests alone, against dist/ as `npm run build` has left it.
import { runEditorTests } from './vscode/suites.mjs';

const { passed, failed, skipped } = await runEditorTests();
for (const reason of skipped) console.log(`SKIPPED ${reason}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
