import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory, remember } from '../../server/core/remember.ts';

test('what is known of an object is worked out once', () => {
  const lengths = new Memory<object, number>();
  const key = {};
  let count = 0;
  const ask = () => remember(lengths, key, () => ++count);
  assert.deepEqual([ask(), ask(), lengths.get(key), lengths.get({})], [1, 1, 1, undefined]);
});

test('several memories know several things of one object', () => {
  const [names, sizes] = [new Memory<object, string>(), new Memory<object, number>()];
  const key: string[] = [];
  names.set(key, 'none');
  sizes.set(key, 0);
  assert.deepEqual([names.get(key), sizes.get(key)], ['none', 0]);
});

test('what is remembered shows nowhere, and a copy does not take it over', () => {
  const memory = new Memory<object, string>();
  const key = { name: 'web' };
  memory.set(key, 'known');
  assert.deepEqual([Reflect.ownKeys(key), JSON.stringify(key)], [['name'], '{"name":"web"}']);
  assert.equal(memory.get({ ...key }), undefined);
});
