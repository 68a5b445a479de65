import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { variableUses } from '../../server/parse/containerfile/variableUses.ts';
import { instruction, parse } from '../support/containerfile.ts';

/** What the argument of the file's last USER says. */
function user(text: string): string | undefined {
  const file = parse(text);
  const last = file.instructions.findLast(({ keyword }) => keyword === 'USER');
  const word = last?.words[0];
  assert.ok(last && word);
  return file.resolve(word, last);
}

const base = (text: string) => {
  const file = parse(text);
  const from = instruction(file, 'FROM');
  return file.resolve(from.words[0] ?? '', from);
};

describe('variables', () => {
  for (const [written, expected] of [
    ['$A', 'x'],
    ['${A}', 'x'],
    ['"$A"', 'x'],
    ["'$A'", '$A'],
    ['\\$A', '$A'],
    ['${A:-d}', 'x'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${A:+y}', 'y'],
    ['${EMPTY:+y}', ''],
    ['${EMPTY+y}', 'y'],
    ['${A:?no}', 'x'],
    ['${EMPTY:-${A}z}', 'xz'],
    ['${A:-$NOBODY}', 'x'],
    ['pre${A}post', 'prexpost'],
    ['$', '$'],
    ['$A$', 'x$'],
    ['$NOBODY', undefined],
    ['${NOBODY:-d}', undefined],
    ['${A#x}', undefined],
    ['${A', undefined],
    ['${EMPTY:?no}', undefined],
  ] as const) {
    test(`${written} is ${expected}`, () => {
      assert.equal(user(`FROM a\nENV A=x EMPTY=\nUSER ${written}\n`), expected);
    });
  }

  test('without a base image nobody else can have set one', () => {
    assert.equal(user('FROM scratch\nUSER ${U:-d}\n'), 'd');
    assert.equal(user('FROM scratch AS a\nFROM a\nUSER ${U-d}\n'), 'd');
    assert.equal(user('FROM scratch\nARG U\nUSER ${U:-d}\n'), undefined);
  });

  test('an ARG before the first FROM is seen where it is declared again', () => {
    assert.equal(user('ARG U=x\nFROM a\nARG U\nUSER $U\n'), 'x');
    assert.equal(user('ARG U=x\nFROM a\nUSER $U\n'), undefined);
    assert.equal(user('ARG U=x\nFROM a\nARG U=y\nUSER $U\n'), 'y');
  });

  test('a value is what was set above, not below', () => {
    assert.equal(user('FROM a\nENV U=x\nUSER $U\nENV U=y\n'), 'x');
    assert.equal(user('FROM a\nUSER $U\nENV U=y\n'), undefined);
    assert.equal(user('FROM a\nENV U=x\nENV U=y V=$U\nUSER $V\n'), 'x');
  });

  test('ENV holds against ARG', () => {
    assert.equal(user('FROM a\nENV U=env\nARG U=arg\nUSER $U\n'), 'env');
    assert.equal(user('FROM a\nARG U=arg\nENV U=env\nUSER $U\n'), 'env');
  });

  test('stages inherit from those they are built on', () => {
    assert.equal(user('FROM a AS one\nENV U=x\nFROM one\nUSER $U\n'), 'x');
    assert.equal(user('FROM a AS one\nENV U=x\nFROM a\nUSER $U\n'), undefined);
  });

  test('values that grow without end are not resolved', () => {
    assert.equal(user(`FROM scratch\nENV A=xx\n${'ENV A=$A$A\n'.repeat(60)}USER $A\n`), undefined);
    assert.equal(user(`FROM scratch\nUSER ${'${A:-'.repeat(5000)}\n`), undefined);
  });

  test('FROM sees only what stands before it', () => {
    assert.equal(base('ARG V=3\nARG I=alpine:$V\nFROM $I\n'), 'alpine:3');
    assert.equal(base('FROM --platform=$BUILDPLATFORM a:$TARGETARCH\n'), undefined);
    const file = parse('FROM a\nENV V=1\nFROM b:${V:-2}\n');
    const from = file.stages[1]?.from;
    assert.equal(from && file.resolve(from.words[0] ?? '', from), 'b:2');
  });

  test('ARG without a value takes what is declared above it', () => {
    assert.equal(user('ARG U=x\nFROM a\nARG U=y\nARG U\nUSER $U\n'), 'x');
    assert.equal(user('FROM a\nARG U=y\nARG U\nUSER $U\n'), 'y');
    assert.equal(user('FROM a AS one\nARG U=y\nFROM one\nARG U\nUSER $U\n'), 'y');
    assert.equal(user('FROM a\nARG U\nUSER $U\n'), undefined);
  });
});

describe('what a file says of a variable', () => {
  const standing = (text: string, name: string) => {
    const file = parse(text);
    const last = file.instructions.at(-1);
    assert.ok(last);
    return file.standingOf(name, last);
  };
  test('set, declared, automatic or missing', () => {
    assert.equal(standing('FROM a\nARG V=1\nUSER $V\n', 'V'), 'set');
    assert.equal(standing('FROM a\nENV V=$W\nUSER $V\n', 'V'), 'set');
    assert.equal(standing('ARG V=1\nFROM a\nARG V\nUSER $V\n', 'V'), 'set');
    assert.equal(standing('FROM a\nARG V\nUSER $V\n', 'V'), 'declared');
    assert.equal(standing('ARG V\nFROM a\nARG V\nUSER $V\n', 'V'), 'declared');
    assert.equal(standing('ARG V=1\nFROM a\nUSER $V\n', 'V'), 'missing');
    assert.equal(standing('FROM a\nUSER $V\n', 'V'), 'missing');
    assert.equal(standing('FROM a\nUSER $TARGETOS\n', 'TARGETOS'), 'missing');
    assert.equal(standing('FROM a\nARG TARGETOS\nUSER $TARGETOS\n', 'TARGETOS'), 'automatic');
    assert.equal(standing('FROM $TARGETOS\n', 'TARGETOS'), 'automatic');
    assert.equal(standing('FROM a\nUSER $http_proxy\n', 'http_proxy'), 'automatic');
    assert.equal(standing('FROM a\nUSER $PATH\n', 'PATH'), 'automatic');
  });
});

describe('uses of variables', () => {
  for (const [text, uses] of [
    ['a$B-c', '$B'],
    ['${A}${B:-$C}', '${A} ${B:-$C} $C'],
    ['\'$A\' "$B" \\$C $D', '$B $D'],
    ['${A:-${B}}x$C', '${A:-${B}} ${B} $C'],
    ['${A:-"}"}$B', '${A:-"}"} $B'],
    ['$$A $-B $1a', '$1'],
    ['$ $$ ${}', '${}'],
    ['$A${B$C', '$A'],
    ['${A##*/}', '${A##*/}'],
  ] as const) {
    test(text, () => {
      assert.equal(
        variableUses(text)
          .map(({ span }) => text.slice(span.start, span.end))
          .join(' '),
        uses,
      );
    });
  }
});
