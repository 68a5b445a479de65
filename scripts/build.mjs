// Bundles everything that is shipped into dist/, or into the folder that is given.
// With --watch it goes on whenever a source changes.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { announce } from './build/announce.mjs';
import { firstExamples } from './build/firstExamples.mjs';
import { findShared, fromShared, sourceOf } from './build/shared.mjs';
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
  // One of its two for all, so that they can share it.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
};
const node = { ...common, platform: 'node', target: 'node20' };
const browser = { ...common, platform: 'browser', target: 'es2022' };

const client = { ...node, format: 'cjs', external: ['vscode'], entryPoints: ['client/extension.ts'] };
const clientInBrowser = { ...client, ...browser, entryPoints: ['client/browser.ts'] };
const server = { ...node, format: 'esm', entryPoints: ['server/main.ts'] };
const serverInBrowser = { ...browser, format: 'iife', entryPoints: ['server/browser.ts'] };
/** The host scan is loaded when somebody scans. */
const cli = {
  ...node,
  format: 'esm',
  external: ['./server.js'],
  entryPoints: { cli: 'server/cli.ts', scan: 'server/cli/scan/run.ts' },
};

const judging = options => ({ ...options, plugins: [withoutExamples] });
/** The rules and all they need. */
const engine = await findShared('globalThis.podsealEngine', [server, serverInBrowser, cli].map(judging));
/** The language server, but for its way to the client and to files. */
const languageServer = await findShared('globalThis.podsealServer', [server, serverInBrowser].map(judging), engine);
/** The extension, but for the server's start. A bundle for a browser is one file: the other takes it from there. */
const extension = await findShared("require('./client-browser.cjs').shared", [client, clientInBrowser]);

/** A script that only puts modules into their place. */
const script = (shared, outfile) => {
  const { imports, object } = sourceOf(shared);
  const contents = `${imports}\n${shared.place} = ${object};`;
  return { ...browser, format: 'iife', stdin: { contents, resolveDir: '.', loader: 'ts' }, outfile };
};

/** An extension with modules for another one, who then does not run what is this one's alone. */
const withShared = (shared, door) => {
  const { imports, object } = sourceOf(shared);
  const activate = `export const activate = context => require('${door}').activate(context);`;
  return { contents: `${imports}\n${activate}\nexport const shared = ${object};`, resolveDir: '.', loader: 'ts' };
};

/** An ES module behind these scripts that can still load what CommonJS dependencies require. */
const behind = (...scripts) => {
  const imports = ["{ createRequire } from 'node:module'", ...scripts.map(name => `'./${name}'`)];
  return {
    js: `#!/usr/bin/env node\nimport ${imports.join('; import ')}; const require = createRequire(import.meta.url);`,
  };
};

/** Each by what VS Code, or Node.js, starts it with. */
const bundles = [
  {
    ...client,
    external: [...client.external, './client-browser.cjs'],
    plugins: [fromShared(extension)],
    outfile: `${dist}/client.cjs`,
  },
  {
    ...clientInBrowser,
    entryPoints: [],
    stdin: withShared(extension, './client/browser.ts'),
    outfile: `${dist}/client-browser.cjs`,
  },
  { ...script(engine, `${dist}/engine.js`), plugins: [withoutExamples] },
  { ...script(languageServer, `${dist}/language-server.js`), plugins: [fromShared(engine)] },
  {
    ...server,
    plugins: [fromShared(engine, languageServer)],
    banner: behind('engine.js', 'language-server.js'),
    outfile: `${dist}/server.js`,
  },
  {
    ...serverInBrowser,
    plugins: [fromShared(engine, languageServer)],
    // Its first message says where the scripts lie: a worker does not know its own place when VS Code has wrapped it.
    banner: { js: 'self.onmessage = ({ data }) => {\nself.onmessage = null;\nimportScripts(...data);' },
    footer: { js: '};' },
    outfile: `${dist}/server-browser.js`,
  },
  {
    ...cli,
    splitting: true,
    chunkNames: 'cli-common',
    plugins: [fromShared(engine), withoutExamples],
    banner: behind('engine.js'),
    outdir: dist,
  },
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
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
