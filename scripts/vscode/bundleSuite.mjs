import { build } from 'esbuild';

/**
 * Bundles test files with their runner, as both extension hosts take them.
 * @param {string} name
 * @param {string[]} files
 * @param {'node' | 'web'} host
 * @returns {Promise<string>} the path that VS Code is given
 */
export async function bundleSuite(name, files, host) {
  const suite = `out/vscode/${name}.cjs`;
  const load = files.map(file => `require('./${file}');`).join('\n');
  await build({
    stdin: {
      contents: `import { runSuites } from './test/vscode/harness.ts';\nexport const run = () => runSuites(() => {\n${load}\n});`,
      resolveDir: '.',
    },
    outfile: suite,
    bundle: true,
    // Mocha's bundle takes `module.exports` for itself, so ours is set behind it.
    format: 'iife',
    globalName: 'podsealTests',
    footer: { js: 'module.exports = podsealTests;' },
    platform: host === 'web' ? 'browser' : 'node',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    target: 'es2022',
    logLevel: 'warning',
  });
  return suite;
}
