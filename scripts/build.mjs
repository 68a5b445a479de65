// Bundles everything that is shipped into dist/, or into the folder that is given.
// With --watch it goes on whenever a source changes.
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { announce } from './build/announce.mjs';
import { engineSource, findEngine, fromEngine } from './build/engine.mjs';
import { firstExamples } from './build/firstExamples.mjs';
import { scanApart } from './build/scanApart.mjs';
import { thirdPartyNotices } from './build/thirdParty.mjs';
import { withoutExamples } from './build/withoutExamples.mjs';

const watch = process.argv.includes('--watch');
const dist = process.argv.slice(2).find(argument => !argument.startsWith('-')) ?? 'dist';

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  // Escapes would make every character of Japanese six.
  charset: 'utf8',
  logLevel: 'warning',
  // The CommonJS entry of jsonc-parser is UMD, which esbuild cannot follow.
  mainFields: ['module', 'main'],
};
const node = { ...common, platform: 'node', target: 'node20' };
const browser = { ...common, platform: 'browser', target: 'es2022' };

const doors = ['server/main.ts', 'server/cli.ts'];
const engine = await findEngine(doors, {
  ...node,
  external: ['./server.js'],
  format: 'esm',
  plugins: [scanApart, withoutExamples],
});

/** An ES module that can still load what CommonJS dependencies require. */
const nodeModule = {
  ...node,
  format: 'esm',
  plugins: [fromEngine(engine)],
  banner: {
    js: "#!/usr/bin/env node\nimport './engine.js'; import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
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
  {
    ...browser,
    format: 'iife',
    stdin: { contents: engineSource(engine), resolveDir: '.', loader: 'ts' },
    plugins: [withoutExamples],
    outfile: `${dist}/engine.js`,
  },
  { ...nodeModule, entryPoints: ['server/main.ts'], outfile: `${dist}/server.js` },
  {
    ...nodeModule,
    external: ['./server.js'],
    entryPoints: ['server/cli.ts'],
    plugins: [scanApart, fromEngine(engine)],
    outfile: `${dist}/cli.js`,
  },
  {
    ...nodeModule,
    entryPoints: ['server/cli/scan/run.ts'],
    plugins: [fromEngine(engine), withoutExamples],
    outfile: `${dist}/scan.js`,
  },
  {
    ...browser,
    format: 'iife',
    entryPoints: ['server/browser.ts'],
    plugins: [fromEngine(engine)],
    // Its first message says where the engine lies: a worker does not know its own place when VS Code has wrapped it.
    banner: { js: 'self.onmessage = ({ data }) => {\nself.onmessage = null;\nimportScripts(data);' },
    footer: { js: '};' },
    outfile: `${dist}/server-browser.js`,
  },
];

await rm(dist, { recursive: true, force: true });
if (watch) await watchAll();
else await buildAll();
// Run on the hosts that are scanned, as it is.
await copyFile('server/scan/collect.sh', `${dist}/collect.sh`);
await writeFile(`${dist}/examples.json`, JSON.stringify(await firstExamples()));

async function buildAll() {
  const results = await Promise.all(bundles.map(options => build({ ...options, metafile: true })));
  const notices = await thirdPartyNotices(results.map(({ metafile }) => metafile));
  await writeFile(`${dist}/THIRD-PARTY-NOTICES.txt`, notices);
}

async function watchAll() {
  const announcing = announce();
  const contexts = bundles.map(({ plugins = [], ...options }) =>
    context({ ...options, plugins: [...plugins, announcing] }),
  );
  await Promise.all((await Promise.all(contexts)).map(bundle => bundle.watch()));
}
