// Bundles everything that is shipped into dist/, or into the folder that is given.
// With --watch it goes on whenever a source changes.
import { rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { announce } from './build/announce.mjs';
import { firstExamples } from './build/firstExamples.mjs';
import { withoutExamples } from './build/withoutExamples.mjs';

const watch = process.argv.includes('--watch');
const dist = process.argv.slice(2).find(argument => !argument.startsWith('-')) ?? 'dist';

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  logLevel: 'warning',
  // The CommonJS entry of jsonc-parser is UMD, which esbuild cannot follow.
  mainFields: ['module', 'main'],
};
const node = { ...common, platform: 'node', target: 'node20' };
const browser = { ...common, platform: 'browser', target: 'es2022' };
/** An ES module that can still load what CommonJS dependencies require. */
const nodeModule = {
  ...node,
  format: 'esm',
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
};

/** Each by what VS Code, or Node.js, starts it with. */
const bundles = [
  { ...node, format: 'cjs', external: ['vscode'], entryPoints: ['client/extension.ts'], outfile: `${dist}/client.cjs` },
  {
    ...browser,
    format: 'cjs',
    external: ['vscode'],
    entryPoints: ['client/browser.ts'],
    outfile: `${dist}/client-browser.cjs`,
  },
  // The language server and the command line share the engine.
  {
    ...nodeModule,
    splitting: true,
    external: ['./server.js'],
    entryPoints: { server: 'server/main.ts', cli: 'server/cli.ts' },
    chunkNames: 'shared-[hash]',
    plugins: [withoutExamples],
    outdir: dist,
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/browser.ts'],
    plugins: [withoutExamples],
    outfile: `${dist}/server-browser.js`,
  },
];

await rm(dist, { recursive: true, force: true });
if (watch) await watchAll();
else await Promise.all(bundles.map(options => build(options)));
await writeFile(`${dist}/examples.json`, JSON.stringify(await firstExamples()));

async function watchAll() {
  const announcing = announce();
  const contexts = bundles.map(({ plugins = [], ...options }) =>
    context({ ...options, plugins: [...plugins, announcing] }),
  );
  await Promise.all((await Promise.all(contexts)).map(bundle => bundle.watch()));
}
