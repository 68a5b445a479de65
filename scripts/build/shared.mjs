import path from 'node:path';
import { build } from 'esbuild';

/**
 * What several bundles have in common is shipped once: a script puts its modules where the bundles find them.
 * @typedef {object} Shared
 * @property {string} place an expression of the object that holds the modules, by file
 * @property {string[]} files all of them
 * @property {Map<string, 'cjs' | 'esm'>} doors those that others ask for
 */

/**
 * The modules that all of these bundles have, and that need nothing which one of them has not.
 * @param {string} place
 * @param {import('esbuild').BuildOptions[]} bundles
 * @param {Shared} [taken] is shipped elsewhere already
 * @returns {Promise<Shared>}
 */
export async function findShared(place, bundles, taken) {
  const inputsOf = await Promise.all(
    bundles.map(async options => {
      const { metafile } = await build({ ...options, write: false, outdir: 'out', metafile: true });
      return metafile.inputs;
    }),
  );
  const [first, ...others] = inputsOf;
  const files = new Set(Object.keys(first).filter(file => others.every(inputs => file in inputs)));
  const needs = file => first[file].imports.filter(({ external }) => !external).map(({ path }) => path);
  for (let before = 0; before !== files.size; ) {
    before = files.size;
    for (const file of files) if (!needs(file).every(other => files.has(other))) files.delete(file);
  }
  for (const file of taken?.files ?? []) files.delete(file);
  const doors = new Map();
  for (const inputs of inputsOf) {
    for (const [file, { imports }] of Object.entries(inputs)) {
      if (files.has(file)) continue;
      for (const { path } of imports) if (files.has(path)) doors.set(path, first[path].format);
    }
  }
  return { place, files: [...files], doors: new Map([...doors].sort()) };
}

/** The source of an object with the modules. @param {Shared} shared */
export function sourceOf({ doors }) {
  const names = [...doors.keys()];
  // A CommonJS module is passed on as it is: what an import makes of it is not what its own kind expects.
  const load = (name, i) =>
    doors.get(name) === 'cjs' ? `const m${i} = require('./${name}');` : `import * as m${i} from './${name}';`;
  return {
    imports: names.map(load).join('\n'),
    object: `{ ${names.map((name, i) => `'${name}': m${i}`).join(', ')} }`,
  };
}

/** Lets a bundle use these modules instead of copies of them. @param {Shared[]} all */
export const fromShared = (...all) => ({
  name: 'from-shared',
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path: request, pluginData, ...rest }) => {
      if (pluginData === 'from-shared' || rest.kind === 'entry-point') return undefined;
      const found = await build.resolve(request, { ...rest, pluginData: 'from-shared' });
      const file = path.relative('.', found.path).replaceAll(path.sep, '/');
      const shared = found.external ? undefined : all.find(({ doors }) => doors.has(file));
      return shared ? { path: file, namespace: 'shared', pluginData: shared.place } : found;
    });
    build.onLoad({ filter: /./, namespace: 'shared' }, ({ path: file, pluginData: place }) => ({
      contents: `module.exports = ${place}['${file}'];`,
      resolveDir: '.',
    }));
  },
});
