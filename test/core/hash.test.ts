import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hash } from '../../server/core/hash.ts';

test('the hash is FNV-1a of 64 bits, by the vectors of its authors', () => {
  assert.deepEqual(['', 'a', 'foobar'].map(hash), ['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']);
});
