// Imports nothing from npm: it is what makes npm's packages available on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Runs npm, quiet unless it fails. */
export function npm(args, options = {}) {
  const { status, error } = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
    ...options,
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${error?.message ?? `it ended with ${status}`}`);
}

/** Installs the project's packages if nobody has done so. */
export function installPackages() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Node.js 20 or newer is needed; this is ${process.version}`);
  if (existsSync('node_modules/.package-lock.json')) return;
  console.log('Installing packages (npm ci) ...');
  npm(['ci']);
}
