import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Leaves the rules' examples out of a bundle: they are for tests, documentation and `podseal explain`,
 * and a language server never shows them.
 */
export const withoutExamples = {
  name: 'without-examples',
  setup(build) {
    // What only examples are made of goes with them.
    build.onResolve({ filter: /^\.\/_\w*[eE]xamples\.ts$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      sideEffects: false,
    }));
    build.onLoad({ filter: /server[\\/](?:rules[\\/]\w+|scan[\\/]checks)[\\/][\w-]+\.ts$/ }, async ({ path }) => ({
      contents: cutExamples(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/** @param {string} source as the formatter leaves it */
export function cutExamples(source) {
  const start = source.indexOf('\n  examples: {');
  if (start < 0) return source;
  const open = source.indexOf('{', start);
  return `${source.slice(0, open)}{ bad: [], good: [] }${source.slice(endOfBlock(source, open))}`;
}

/** Behind the brace that closes the one at `open`. Braces in strings and comments do not count. */
function endOfBlock(source, open) {
  const token = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|[`{}]/g;
  token.lastIndex = open;
  for (let depth = 0, match = token.exec(source); match; match = token.exec(source)) {
    if (match[0] === '{') depth++;
    if (match[0] === '}' && --depth === 0) return token.lastIndex;
    if (match[0] === '`') token.lastIndex = endOfTemplate(source, match.index);
  }
  throw new Error('the examples do not end');
}

/** Behind the template literal that starts at `open`, whose substitutions may hold others. */
function endOfTemplate(source, open) {
  const token = /\\[\s\S]|\$\{|`/g;
  token.lastIndex = open + 1;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    if (match[0] === '`') return token.lastIndex;
    if (match[0] === '${') token.lastIndex = endOfBlock(source, token.lastIndex - 1);
  }
  throw new Error('a template literal does not end');
}
