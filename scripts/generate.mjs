// Writes everything that is made from the rules. `--check` writes nothing and fails if something is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { ruleIndexes } from './generate/ruleIndexes.mjs';

const checkOnly = process.argv.includes('--check');
let stale = 0;

/** @param {Map<string, string>} files path -> text */
async function put(files) {
  for (const [path, text] of files) {
    const old = await readFile(path, 'utf8').catch(() => undefined);
    if (old === text) continue;
    stale++;
    if (checkOnly) console.error(`${path} is out of date: run "npm run generate"`);
    else await writeFile(path, text);
  }
}

await put(await ruleIndexes());

process.exitCode = checkOnly && stale > 0 ? 1 : 0;
