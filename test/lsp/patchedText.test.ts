import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits, type Edit } from '../../server/core/fix.ts';
import { PatchedText } from '../../server/lsp/patchedText.ts';
import { random } from '../support/random.ts';

test('rounds of edits add up to one round that does the same', () => {
  const { below } = random(7);
  for (let run = 0; run < 500; run++) {
    const original = 'abcdefghijklmnopqrstuvwxyz';
    const patched = new PatchedText(original.length);
    let text = original;
    for (let round = 0; round < 4; round++) {
      const edits = someEdits(text.length, below);
      patched.apply(edits);
      text = applyEdits(text, edits);
    }
    assert.equal(applyEdits(original, patched.edits()), text);
  }
});

function someEdits(length: number, below: (limit: number) => number): Edit[] {
  const edits: Edit[] = [];
  for (let at = below(8); at < length; at += 1 + below(8)) {
    const end = Math.min(length, at + below(4));
    edits.push({ span: { start: at, end }, text: 'XYZ'.slice(below(4)) });
    at = end;
  }
  return edits;
}

test('what was not touched stands in no edit', () => {
  const patched = new PatchedText(10);
  patched.apply([{ span: { start: 4, end: 5 }, text: 'xyz' }]);
  patched.apply([{ span: { start: 5, end: 6 }, text: '' }]);
  assert.deepEqual(patched.edits(), [{ span: { start: 4, end: 5 }, text: 'xz' }]);
});
