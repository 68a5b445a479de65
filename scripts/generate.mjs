// Writes everything that is made from the rules. `--check` writes nothing and fails if something is out of date.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkPages } from './generate/checkPages.mjs';
import { configSchema } from './generate/configSchema.mjs';
import { configValidator } from './generate/configValidator.mjs';
import { containersPolicySchema } from './generate/containersPolicySchema.mjs';
import { documentation } from './generate/docs.mjs';
import { loadFacts, loadVocabulary } from './generate/facts.mjs';
import { manifestWithRules } from './generate/manifest.mjs';
import { policySchema } from './generate/policySchema.mjs';
import { checkIndex, ruleIndexes } from './generate/ruleIndexes.mjs';
import { ruleNames } from './generate/ruleNames.mjs';
import { versionModule } from './generate/version.mjs';

const checkOnly = process.argv.includes('--check');
let stale = 0;

/** @param {Map<string, string | undefined>} files path -> text; undefined for a file that must not be there */
async function put(files) {
  for (const [file, text] of files) {
    const old = await readFile(file, 'utf8').catch(() => undefined);
    if (old === text) continue;
    stale++;
    if (checkOnly) console.error(`${file} is out of date: run "npm run generate"`);
    else if (text === undefined) await rm(file);
    else await mkdir(path.dirname(file), { recursive: true }).then(() => writeFile(file, text));
  }
}

const json = value => `${JSON.stringify(value, undefined, 2)}\n`;
const namesFile = 'server/settings/ruleNames.generated.ts';

// The rules are bundled with these, so they come first.
await put(await ruleIndexes());
await put(await checkIndex());
await put(new Map([['server/core/version.generated.ts', await versionModule()]]));
await put(
  new Map([['server/settings/validate.generated.ts', configValidator({ ...(await loadVocabulary()), rules: [] })]]),
);
if (!checkOnly) await access(namesFile).catch(() => put(new Map([[namesFile, ruleNames([])]])));

const facts = await loadFacts();
await put(new Map([[namesFile, ruleNames(facts.rules)]]));
await put(new Map([['schemas/podseal.schema.json', json(configSchema(facts))]]));
await put(new Map([['schemas/security-policy.schema.json', json(policySchema(facts))]]));
await put(new Map([['schemas/containers-policy.schema.json', json(containersPolicySchema(facts))]]));
await put(new Map([['package.json', await manifestWithRules(facts)]]));
await put(await documentation(facts));
await put(await checkPages(facts));

process.exitCode = checkOnly && stale > 0 ? 1 : 0;
