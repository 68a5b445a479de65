import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localeOf, say } from '../../server/core/text.ts';

test('parameters are filled in, and a missing one stays visible', () => {
  const text = { en: '{name} has {what}', ja: '{name}には{what}があります' };
  assert.equal(say({ text, params: { name: 'web' } }, 'en'), 'web has {what}');
  assert.equal(say({ text, params: { name: 'web', what: '$&' } }, 'ja'), 'webには$&があります');
});

for (const [tag, locale] of [
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['ja_JP.UTF-8', 'ja'],
  ['jam', 'en'],
  ['en-US', 'en'],
  ['C', 'en'],
  [undefined, 'en'],
] as const) {
  test(`the locale ${tag} reads ${locale}`, () => assert.equal(localeOf(tag), locale));
}
