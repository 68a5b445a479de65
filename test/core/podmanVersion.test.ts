import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inRange } from '../../server/core/podmanVersion.ts';

test('versions are compared by their numbers', () => {
  assert.equal(inRange('5.10', '>5.9'), true);
  assert.equal(inRange('5.8.2', '<5.8'), false);
  assert.equal(inRange('5.8', '=5.8.0'), true);
  assert.equal(inRange('6', '>=6.0'), true);
});

test('every comparison of a range must hold', () => {
  assert.equal(inRange('4.9', '>=4.3 <4.8'), false);
  assert.equal(inRange('4.7', '>=4.3 <4.8'), true);
});

test('a range that is none is a mistake of the rule', () => {
  assert.throws(() => inRange('5.8', '6.2'), /no range/);
});
