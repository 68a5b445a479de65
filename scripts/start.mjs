// Sets everything up and opens VS Code with the extension on a copy of examples/.
// With --check it opens every example in a VS Code without a window, prints the findings it shows, and ends.
// Imports nothing from npm before npm's packages are there.
import { spawnSync } from 'node:child_process';
import { installPackages } from './packages.mjs';

try {
  installPackages();
  if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0)
    throw new Error('the build failed');
  if (process.argv.includes('--check')) {
    const { checkExamples } = await import('./vscode/checkExamples.mjs');
    await checkExamples();
  } else {
    const { openEditor } = await import('./vscode/openEditor.mjs');
    await openEditor();
  }
} catch (error) {
  console.error(`npm start: ${error.message}`);
  process.exitCode = 1;
}
