import path from 'node:path';
import { build } from 'esbuild';

/**
 * The engine is what the language server, its twin in a web worker and the command line have in common: every module
 * that needs neither Node.js nor the protocol. It is shipped once, as a script that puts its modules where the others
 * find them: `globalThis.podsealEngine[name]`. The host scan is the command line's alone.
 */
export async function findEngine(entryPoints, options) {
  const { metafile } = await build({ ...options, entryPoints, write: false, outdir: 'out', metafile: true });
  const { inputs } = metafile;
  const isEngine = remembered((file, ask) => {
    if (/^server\/scan\//.test(file)) return false;
    if (!/^server\/[^/]+\//.test(file)) return !/^(?:\.\/|node:|server\/|.*vscode-)/.test(file);
    return (inputs[file]?.imports ?? []).every(({ path }) => ask(path));
  });
  const files = Object.keys(inputs).filter(file => file.startsWith('server/'));
  const outside = files.filter(file => !isEngine(file));
  const exposed = new Set(outside.flatMap(file => inputs[file].imports.map(({ path }) => path)));
  const modules = files.filter(file => isEngine(file) && exposed.has(file)).sort();
  return [...modules.map(file => `./${file}`), protocolTypes];
}

/** The parser of Containerfiles needs them as well as the protocol. */
const protocolTypes = 'vscode-languageserver-types';

/** Answers by file, each worked out once; a circle of files is as good as its worst member. */
function remembered(workOut) {
  const known = new Map();
  const ask = file => {
    if (!known.has(file)) {
      known.set(file, true);
      known.set(file, workOut(file, ask));
    }
    return known.get(file);
  };
  return ask;
}

/** The script's source. @param {string[]} modules as they are imported from the root */
export const engineSource = modules => `
${modules.map((name, i) => `import * as m${i} from '${name}';`).join('\n')}
globalThis.podsealEngine = { ${modules.map((name, i) => `'${name}': m${i}`).join(', ')} };
`;

/** Lets a bundle use the engine's modules instead of copies of them. @param {string[]} modules as in the source */
export const fromEngine = modules => ({
  name: 'from-engine',
  setup(build) {
    const inEngine = new Set(modules);
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$|^[^./]/ }, ({ path: request, resolveDir }) => {
      const name = request.startsWith('.') ? fromRoot(path.resolve(resolveDir, request)) : request;
      return inEngine.has(name) ? { path: name, namespace: 'engine' } : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'engine' }, ({ path: name }) => ({
      contents: `module.exports = globalThis.podsealEngine['${name}'];`,
    }));
  },
});

const fromRoot = file => `./${path.relative('.', file).replaceAll(path.sep, '/')}`;
