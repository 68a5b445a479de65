// Runs the editor tests in a desktop VS Code: the one that VSCODE_EXECUTABLE names, else one that is downloaded.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPackages } from '../packages.mjs';

installPackages();
const { runTests } = await import('@vscode/test-electron');
const { bundleSuite } = await import('./bundleSuite.mjs');
const { suiteFiles } = await import('./suites.mjs');
const { writeUserSettings } = await import('./userSettings.mjs');

if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  console.log('SKIPPED desktop VS Code: needs a display: xvfb-run -a npm run test:desktop (apt-get install -y xvfb)');
  process.exit(0);
}
if (spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).status !== 0) process.exit(1);

const executable = process.env.VSCODE_EXECUTABLE;
const scratch = await mkdtemp(path.join(tmpdir(), 'podseal-desktop-'));
try {
  const workspace = path.join(scratch, 'workspace');
  await cp('test/vscode/fixtures', workspace, { recursive: true });
  const user = path.join(scratch, 'user');
  await writeUserSettings(user);
  await runTests({
    ...(executable ? { vscodeExecutablePath: executable } : {}),
    extensionDevelopmentPath: path.resolve('.'),
    extensionTestsPath: path.resolve(await bundleSuite('desktop', await suiteFiles(), 'node')),
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${user}`],
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
}
