import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript module and imports it, so that scripts can use the engine without a build.
 * @param {string} source path of the module, such as `scripts/accuracy/engine.ts`
 */
export async function importTypeScript(source) {
  const folder = path.resolve(`out/import-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    const outfile = path.join(folder, 'module.mjs');
    await build({
      entryPoints: [source],
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
