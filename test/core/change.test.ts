import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeBetween } from '../../server/core/change.ts';
import { random } from '../support/random.ts';

test('what was typed, deleted or replaced is told from what stayed', () => {
  assert.deepEqual(changeBetween('RUN a\nRUN b\n', 'RUN a\nRUN xb\n'), { start: 10, end: 11, by: 1 });
  assert.deepEqual(changeBetween('RUN a\nRUN b\n', 'RUN b\n'), { start: 4, end: 4, by: -6 });
  assert.deepEqual(changeBetween('abc', 'axc'), { start: 1, end: 2, by: 0 });
  assert.deepEqual(changeBetween('aa', 'aaa'), { start: 2, end: 3, by: 1 });
  assert.deepEqual(changeBetween('', 'a'), { start: 0, end: 1, by: 1 });
  assert.deepEqual(changeBetween('a', 'a'), { start: 1, end: 1, by: 0 });
});

test('both texts are the same in front of a change and behind it, and as far as that goes', () => {
  const { below, pick } = random(20261121);
  const text = () => Array.from({ length: below(12) }, () => pick(['a', 'b', '\n'])).join('');
  for (let round = 0; round < 2000; round++) {
    const [before, after] = [text(), text()];
    const { start, end, by } = changeBetween(before, after);
    assert.equal(before.slice(0, start) + after.slice(start, end) + before.slice(end - by), after);
    assert.ok(start === end || start === end - by || before[start] !== after[start], JSON.stringify([before, after]));
  }
});
