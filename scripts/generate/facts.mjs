import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const entry = `
import { levels, profiles } from './server/core/severity.ts';
import { defaultPodmanVersion, podmanVersionPattern } from './server/core/podmanVersion.ts';
export { scanProfiles } from './server/scan/model/state.ts';
export { lineMap } from './server/core/lines.ts';
export { say } from './server/core/text.ts';
export { unmark } from './test/support/marked.ts';
export { levels, profiles, defaultPodmanVersion, podmanVersionPattern };
`;

const registry = `
import { ownRules } from './server/core/ownRules.ts';
import { kinds } from './server/rules/registry.ts';
import { policyFields, shorthands } from './server/parse/securityPolicy/fields.ts';
import { checks } from './server/scan/checks/checks.generated.ts';
import { capabilityNames } from './server/podman/capabilities.ts';
import { fulcioFields, identities, pkiFields, requirements } from './server/podman/policyGrammar.ts';
export const policyKeys = { fulcioFields, identities, pkiFields, requirements };
export { checks, kinds, ownRules, policyFields, shorthands, capabilityNames };
export const rules = [...kinds.flatMap(kind => kind.rules), ...ownRules];
`;

/** What the engine knows without its rules: all that the validator is made from. */
export const loadVocabulary = () => load(entry);

/** That and every rule, from the sources as they lie there. */
export const loadFacts = () => load(entry + registry);

async function load(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: '.', loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const folder = path.resolve(`out/generate-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const file = path.join(folder, 'facts.mjs');
    await writeFile(file, outputFiles[0].text);
    return await import(`${pathToFileURL(file)}?${outputFiles[0].hash}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
