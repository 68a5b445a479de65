import assert from 'node:assert/strict';
import { test } from 'node:test';
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
