import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { parseJson } from '../../server/parse/json/parse.ts';
import { pointerAt } from '../../server/parse/json/pointer.ts';
import { random } from '../support/random.ts';

const pieces =
  '{ } [ ] { } [ ] : , : , " \' # // /* */ \\ \\u 0x1F 1e3 -1 . null True word "key" "names" \n \r\n \t \u00a0 \ufeff “ ” 😀 \u0000'.split(
    ' ',
  );

test('whatever the text: no exception, faults exactly where JSON.parse refuses, and spans inside it', () => {
  const { pick, below } = random(2026);
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: below(14) }, () => pick(pieces)).join(below(2) ? ' ' : '');
    const { root, faults, isTemplate } = parseJson(text);
    if (!isTemplate) assert.equal(faults.length === 0, isJson(text), JSON.stringify(text));
    for (const { span, repair } of faults) {
      for (const at of [span, ...(repair?.edits.map(edit => edit.span) ?? [])])
        assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length, JSON.stringify({ text, at }));
    }
    assert.equal(typeof pointerAt(root, below(text.length + 1)), 'string');
  }
});

test('safe repairs make no text worse and come to an end', () => {
  const { pick, below } = random(7);
  const good = '{"a": [1, {"b": "c"}, null], "d": true}';
  for (let round = 0; round < 3_000; round++) {
    let text = good;
    for (let i = 0; i < 3; i++) {
      const at = below(text.length);
      text = text.slice(0, at) + pick([',', '// x\n', '/* */', '\ufeff', "'e'", ' ', '#\n', '\t']) + text.slice(at);
    }
    const repairs = (of: string) => parseJson(of).faults.flatMap(({ repair }) => (repair?.safe ? [repair] : []));
    let rounds = 0;
    for (let left = repairs(text); left.length > 0; left = repairs(text)) {
      assert.ok(rounds++ < 10, JSON.stringify(text));
      const title = { text: { en: '', ja: '' } };
      text = applyEdits(text, combineFixes(left.map(({ edits, safe }) => ({ title, edits, safe }))));
    }
    assert.equal(repairs(text).length, 0);
  }
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
