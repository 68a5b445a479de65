import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
// @ts-expect-error A script, which has no types.
import { findShared, fromShared, sourceOf } from '../scripts/build/shared.mjs';
// @ts-expect-error A script, which has no types.
import { thirdPartyNotices } from '../scripts/build/thirdParty.mjs';
// @ts-expect-error A script, which has no types.
import { cutExamples } from '../scripts/build/withoutExamples.mjs';
import { folderWith } from './cli/support/folder.ts';

test('examples are cut out, whatever stands in them', () => {
  const examples = [
    '{ bad: [{ text: `{ \\` ${f("}", `{ ${x}`)} «` }], good: [] }',
    "{\n    bad: [{ text: '{ \\' }' }], // {\n    good: [/* { */ { text: \"{\" }],\n  }",
  ];
  for (const block of examples) {
    const rule = (text: string) => `export default rule({\n  id: 'a',\n  examples: ${text},\n  check: () => [],\n});\n`;
    assert.equal(cutExamples(rule(block)), rule('{ bad: [], good: [] }'));
  }
});

test('a file without examples stays as it is', () => {
  const text = 'export const examples = 1;\n';
  assert.equal(cutExamples(text), text);
});

test('the notices hold the licences of what is bundled, and of nothing else', async () => {
  const inputs = {
    'server/main.ts': { bytesInOutput: 9 },
    'node_modules/yaml/dist/index.js': { bytesInOutput: 9 },
    'node_modules/ajv/dist/ajv.js': { bytesInOutput: 0 },
  };
  const notices = await thirdPartyNotices([{ outputs: { 'dist/server.js': { inputs } } }]);
  assert.match(notices, /^yaml \d+\.\d+\.\d+ \(ISC\)\n\nCopyright Eemeli Aro/m);
  assert.doesNotMatch(notices, /^ajv/m);
});

test('what bundles share is what all have and what needs nothing else, and is there once', async t => {
  const cwd = await folderWith(t, {
    'one.ts': "import { both } from './both.ts'; import './circle.ts'; export const got = both;",
    'two.ts': "import { both } from './both.ts'; import './circle.ts'; export const got = both;",
    'both.ts': "import { deep } from './deep.ts'; export const both = { deep };",
    'deep.ts': 'export const deep = 1;',
    'circle.ts': "import './round.ts'; export const a = 1;",
    'round.ts': "import './circle.ts'; import './own.ts'; export const b = 1;",
    'own.ts': 'export const own = 1;',
  });
  const here = path.relative('.', cwd);
  const options = { bundle: true, logLevel: 'silent' as const };
  const bundles = ['one', 'two'].map(name => ({
    ...options,
    entryPoints: [`${cwd}/${name}.ts`],
    external: name === 'two' ? ['./own.ts'] : [],
  }));
  const shared = await findShared('globalThis.there', bundles);
  assert.deepEqual([...shared.files].sort(), [`${here}/both.ts`, `${here}/deep.ts`]);
  assert.deepEqual([...shared.doors.keys()], [`${here}/both.ts`]);
  assert.match(sourceOf(shared).imports, /^import \* as m0 from '[^']*both\.ts';$/);
  const { outputFiles } = await build({ ...bundles[1], plugins: [fromShared(shared)], write: false });
  assert.match(outputFiles[0]?.text ?? '', /globalThis\.there\["[^"]*both\.ts"\]/);
  assert.doesNotMatch(outputFiles[0]?.text ?? '', /deep/);
});
