import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineEnding, lineMap, lineStarts } from '../../server/core/lines.ts';

test('LF, CRLF and CR end a line', () => {
  assert.deepEqual(lineStarts('a\nb\r\nc\rd'), [0, 2, 5, 7]);
});

test('positions count from 0 in UTF-16 units', () => {
  const { positionAt } = lineMap('ab\n😀c\n');
  assert.deepEqual(positionAt(0), { line: 0, character: 0 });
  assert.deepEqual(positionAt(2), { line: 0, character: 2 });
  assert.deepEqual(positionAt(5), { line: 1, character: 2 });
  assert.deepEqual(positionAt(7), { line: 2, character: 0 });
});

test('a text keeps the line ending that it has', () => {
  assert.equal(lineEnding('a\r\nb\n'), '\r\n');
  assert.equal(lineEnding('a'), '\n');
});
