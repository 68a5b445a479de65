// Types, lint, format, and whether generated files are up to date.
import { spawnSync } from 'node:child_process';

const steps = [
  ['tsc', '-p', '.'],
  ['biome', 'check', '--error-on-warnings', '.'],
  ['node', 'scripts/generate.mjs', '--check'],
];

let failed = false;
for (const [command, ...args] of steps) {
  console.log(`> ${command} ${args.join(' ')}`);
  const program = command === 'node' ? process.execPath : `node_modules/.bin/${command}`;
  failed = spawnSync(program, args, { stdio: 'inherit' }).status !== 0 || failed;
}
process.exitCode = failed ? 1 : 0;
