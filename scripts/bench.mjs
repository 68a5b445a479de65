// Compares the speed of dist/server.js with language servers that people use today. Prints one table; exits 1 when a
// target is missed.
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { rows } from './bench/rows.mjs';
import { installPeers } from './bench/servers.mjs';

spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
installPeers();

console.log(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}\n`);
console.log('| what | podseal | peer | target | verdict |\n| --- | --- | --- | --- | --- |');
let missed = 0;
for (const row of rows) {
  const { what, ours, peer, target, isMet } = await row();
  if (isMet === false) missed++;
  const verdict = isMet === undefined ? '–' : isMet ? 'met' : '**missed**';
  console.log(`| ${what} | ${ours} | ${peer} | ${target} | ${verdict} |`);
}
console.log(`\nload ${loadavg()[0].toFixed(1)} at the end`);
process.exitCode = missed > 0 ? 1 : 0;
