import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, combineFixes, type Edit, type Fix } from '../../server/core/fix.ts';

const title = { text: { en: 'x', ja: 'x' } };
const fix = (...edits: Edit[]): Fix => ({ title, edits, safe: true });
const edit = (start: number, end: number, text: string): Edit => ({ span: { start, end }, text });

test('edits are applied whatever their order', () => {
  assert.equal(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, ''), edit(2, 2, '-')]), 'b-cdEf');
});

test('a fix that touches what an earlier one changes is left out whole', () => {
  const combined = combineFixes([fix(edit(0, 3, 'x')), fix(edit(2, 4, 'y'), edit(8, 9, 'z')), fix(edit(3, 4, 'w'))]);
  assert.deepEqual(combined, [edit(0, 3, 'x'), edit(3, 4, 'w')]);
});

test('two fixes that want the same edit make it once', () => {
  const insert = edit(5, 5, 'securityContext:\n');
  assert.deepEqual(combineFixes([fix(insert, edit(0, 1, '')), fix(insert, edit(7, 8, ''))]), [
    insert,
    edit(0, 1, ''),
    edit(7, 8, ''),
  ]);
});

test('two different insertions at one place do not go together', () => {
  assert.deepEqual(combineFixes([fix(edit(5, 5, 'a')), fix(edit(5, 5, 'b'))]), [edit(5, 5, 'a')]);
});

test('edits find what they touch wherever it stands', () => {
  const spans = [...Array(60).keys()].map(i => ({ start: (i * 37) % 61, length: (i * 7) % 4 }));
  const fixes = spans.map(({ start, length }, i) => fix(edit(start, start + length, String(i))));
  const touch = (a: Edit, b: Edit) =>
    (a.span.start === b.span.start && a.span.end === b.span.end) ||
    (a.span.start < b.span.end && b.span.start < a.span.end);
  const expected: Edit[] = [];
  for (const { edits } of fixes) {
    if (!edits.some(edit => expected.some(other => touch(edit, other)))) expected.push(...edits);
  }
  assert.deepEqual(combineFixes(fixes), expected);
});

test('an insertion at the edge of a deletion stays', () => {
  assert.deepEqual(combineFixes([fix(edit(2, 4, '')), fix(edit(4, 4, 'a'))]), [edit(2, 4, ''), edit(4, 4, 'a')]);
});
