import assert from 'node:assert/strict';
import { test } from 'node:test';
// @ts-expect-error A script, which has no types.
import { thirdPartyNotices } from '../scripts/build/thirdParty.mjs';
// @ts-expect-error A script, which has no types.
import { cutExamples } from '../scripts/build/withoutExamples.mjs';

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
