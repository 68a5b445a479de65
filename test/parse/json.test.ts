import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { insertFirstMember, insertItemAfter, insertLastMember, removeSibling } from '../../server/parse/json/edits.ts';
import { goMember, memberNamed } from '../../server/parse/json/keys.ts';
import { parseJson } from '../../server/parse/json/parse.ts';
import { pointerAt } from '../../server/parse/json/pointer.ts';
import type { JsonObject, JsonValue } from '../../server/parse/json/tree.ts';
import { mark, unmark } from '../support/marked.ts';

/** The plain value, as JSON.parse would give it. */
const plain = (value: JsonValue | undefined): unknown => {
  switch (value?.type) {
    case 'object':
      return Object.fromEntries(value.members.map(({ key, value }) => [key.value, plain(value)]));
    case 'array':
      return value.items.map(plain);
    case 'number':
      return Number(value.text);
    case 'string':
    case 'literal':
      return value.value;
    default:
      return undefined;
  }
};

const object = (text: string): JsonObject => {
  const { root } = parseJson(text);
  assert.equal(root?.type, 'object');
  return root as JsonObject;
};

describe('JSON texts', () => {
  const good = [
    '{}',
    '[]',
    ' {"a": [1, -2.5e3, true, false, null, "x\\u0041\\n\\/"], "b": {"c": {}}}\r\n',
    '"just a string"',
    '-0',
    '{"": ""}',
    '{"ключ": "値😀"}',
    '"\ud800"',
  ];
  for (const text of good) {
    test(`${text} is read like JSON.parse does`, () => {
      const file = parseJson(text);
      assert.deepEqual(file.faults, []);
      assert.deepEqual(plain(file.root), JSON.parse(text));
    });
  }

  test('numbers are kept as they are written', () => {
    const { root } = parseJson('18446744073709551615');
    assert.deepEqual(root, { type: 'number', span: { start: 0, end: 20 }, text: '18446744073709551615' });
  });

  test('every member is kept, with the places of key, value and both', () => {
    const text = '{"a": 1, "a": [2]}';
    const { members } = object(text);
    assert.equal(
      mark(
        text,
        members.flatMap(({ span, key, value }) => [span, key.span, value.span]),
      ),
      '{««"a"»: «1»», ««"a"»: «[2]»»}',
    );
  });
});

/** `«»` marks the faults; behind `=>` the text after all repairs, behind the last one what is wrong. */
const faulty: readonly [marked: string, repaired: string | undefined, ...codes: string[]][] = [
  ['«// a»\n{}', '{}', 'comment'],
  ['{\n  «/* a\n b */»\n  "a": 1 «// b»\n}', '{\n  "a": 1\n}', 'comment', 'comment'],
  ['{«/* a */» "a": 1}', '{ "a": 1}', 'comment'],
  ['«# a»\r\n{}\r\n«# b»', '{}\r\n', 'comment', 'comment'],
  ['{}\n«/* open»', undefined, 'unterminated-comment'],
  ['{}«/*»', undefined, 'unterminated-comment'],
  ['{}«/*/»', undefined, 'unterminated-comment'],
  ['«\ufeff»{}', '{}', 'byte-order-mark'],
  ['{«\u00a0»"a": 1}', '{ "a": 1}', 'invisible-character'],
  ['{"a": 1«,»}', '{"a": 1}', 'trailing-comma'],
  ['[1«,» «/* c */» ]', '[1 ]', 'trailing-comma', 'comment'],
  ['[1,«,» 2]', '[1, 2]', 'extra-comma'],
  ['{"a": 1 «"b"»: 2}', '{"a": 1, "b": 2}', 'missing-comma'],
  ['[1\n«2»\n]', '[1,\n2\n]', 'missing-comma'],
  ['{«"a"» 1}', '{"a": 1}', 'missing-colon'],
  ['{«"a"»: }', undefined, 'missing-value'],
  ['{«"a"»}', undefined, 'missing-value'],
  ['{«"a"», "b": 1}', undefined, 'missing-value'],
  ['«{»"a": 1', '{"a": 1}', 'unclosed'],
  ['{"a": «[»1, 2}', '{"a": [1, 2]}', 'unclosed'],
  ['{"a": [«{»"b": 1', '{"a": [{"b": 1}]}', 'unclosed'],
  ['{"a": 1«]»}', '{"a": 1}', 'unexpected'],
  ['{"a": 1}«}»', '{"a": 1}', 'unexpected'],
  ['{"a":«:» 1}', '{"a": 1}', 'unexpected'],
  ['{} «{"b": 1}»\n', '{} \n', 'second-value'],
  ['«»', undefined, 'empty'],
  ['«» \n', undefined, 'empty'],
  ["{«'a'»: «'it\\'s \"b\"'»}", '{"a": "it\'s \\"b\\""}', 'other-quotes', 'other-quotes'],
  ['{«“a”»: 1}', '{"a": 1}', 'other-quotes'],
  ['{«a»: «True»}', '{"a": true}', 'unquoted', 'unquoted'],
  ['{"a": «SCMP_ACT_ERRNO», "b": «two words»}', '{"a": "SCMP_ACT_ERRNO", "b": "two words"}', 'unquoted', 'unquoted'],
  ['{"a": «/etc/key.gpg»}', '{"a": "/etc/key.gpg"}', 'unquoted'],
  ['[«0x1F», «01», «+1», «.5», «1.», «1e», «0b11»]', undefined, ...Array<string>(7).fill('bad-number')],
  ['[«0x1F»]', '[31]', 'bad-number'],
  ['{"a": «"b»\n}', undefined, 'unterminated-string'],
  ['["a«\\x»b"]', '["a\\\\xb"]', 'bad-escape'],
  ['["a«\\u12»"]', '["a\\\\u12"]', 'bad-escape'],
  ['["a«\t»b\tc"]', '["a\\tb\\tc"]', 'control-character'],
  // One fault, and it is the first one: what follows is not read as it was meant.
  ['["a", «"b»\n  c", "d"]', '["a", "bc", "d"]', 'line-break'],
  ['["a", «"»\r\nb\r\n"]', '["a", "b"]', 'line-break'],
  ['{«"a»\nb": [1, 2]}', '{"ab": [1, 2]}', 'line-break'],
  ['["a", «"b»,\n "c", "d"]', '["a", "b",\n "c", "d"]', 'unterminated-string'],
  ['{"a": [«"b»]}', '{"a": ["b"]}', 'unterminated-string'],
  ['["a", "b, "«c»", "d"]', undefined, 'stray-quote'],
  ['["a", «b»", "c", "d"]', undefined, 'stray-quote'],
  ['{"a: "«b»", "c": 1}', undefined, 'stray-quote'],
  ['["a"«b»"c", "d"]', undefined, 'stray-quote'],
  ['[""«"a"»""]', undefined, 'stray-quote'],
  ['{"a": ["b", "c",\n «"d"»: 1}', '{"a": ["b", "c"],\n "d": 1}', 'stray-key'],
  ['{"a": [«"b"»: 1}]}', '{"a": [{"b": 1}]}', 'stray-key'],
  ['{"a": «"b"»: 1}}', '{"a": {"b": 1}}', 'stray-key'],
  ['«"a"»: 1, "b": 2}', '{"a": 1, "b": 2}', 'stray-key'],
  ['{"a": [{"b": 1}«}»]}', '{"a": [{"b": 1}]}', 'unexpected'],
  ['[{"a": «[»{"b": 1}}]', undefined, 'unclosed'],
  ['["a"«;» "b"]', '["a", "b"]', 'wrong-mark'],
  ['{«"a"» = 1}', '{"a" : 1}', 'missing-colon'],
  ['[\n«<<<<<<< mine»\n"a"\n=======\n"b"\n>>>>>>> yours\n]', undefined, 'unexpected'],
  ['{«\u0000»"\u0000a\u0000"\u0000', undefined, 'stray-quote'],
  ['[1, «-NaN»]', undefined, 'unquoted'],
];

describe('what a strict parser refuses', () => {
  for (const [marked, repaired, ...codes] of faulty) {
    test(JSON.stringify(marked), () => {
      const text = marked.replace(/[«»]/g, '');
      const { faults } = parseJson(text);
      assert.throws(() => JSON.parse(text));
      assert.equal(
        mark(
          text,
          faults.map(({ span }) => span),
        ),
        marked,
      );
      assert.deepEqual(
        faults.map(({ code }) => code),
        codes,
      );
      const edits = faults.flatMap(({ repair }) => repair?.edits ?? []);
      if (repaired === undefined) return;
      assert.equal(applyEdits(text, edits), repaired);
      assert.deepEqual(parseJson(repaired).faults, []);
    });
  }

  test('nesting that Go refuses is said once, and costs no stack', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.deepEqual(parseJson(nested(10_000)).faults, []);
    const { faults } = parseJson(nested(300_000));
    assert.deepEqual(faults, [{ code: 'too-deep', span: { start: 10_000, end: 10_001 } }]);
    assert.equal(parseJson('{"a":'.repeat(100_000)).faults.length, 1);
  });

  test('the rest of a broken text is still there', () => {
    assert.deepEqual(plain(parseJson('{"a": , "b": [1 2, {"c" 3}], oops: "d", "e" 4').root), {
      a: undefined,
      b: [1, 2, { c: 3 }],
      oops: 'd',
      e: 4,
    });
  });
});

test('a mark too many is one fault, whose repair makes the text JSON', () => {
  const good = '{"a": [{"b": "c", "d": 1}, {"e": [], "f": {}}],\n  "g": ["h", "i"], "j": {"k": ["l"]}}\n';
  const outside = [...good.matchAll(/[^"]|"[^"]*"/g)].map(({ index }) => index);
  for (const comment of ['', '// x\n', '\ufeff']) {
    for (const mark of '{}[]:,"') {
      for (const at of outside) {
        const text = comment + good.slice(0, at) + mark + good.slice(at);
        const faults = parseJson(text).faults.filter(({ repair }) => !repair?.safe);
        assert.ok(faults.length <= 1, `${text}: ${faults.map(({ code }) => code)}`);
      }
    }
  }
});

test('a mark in the place of another one is one fault, where it stands', () => {
  for (const text of [
    '{"a": 1, "b": ["c"«,», "d": 2}',
    '{"a": [{"b": 1}«]», {"c": 2}]}',
    '{"a": {"b": 1«]»,\n"c": {"d": 2}}',
    '{"a": 1, «,»b": 2}',
  ]) {
    const { text: broken, spans } = unmark(text);
    const faults = parseJson(broken).faults;
    assert.deepEqual(
      faults.map(({ span }) => span),
      spans,
      `${text}: ${faults.map(({ code }) => code)}`,
    );
  }
});

test('keys as Go matches them, and strictly', () => {
  const profile = object('{"SYSCALLS": 1, "\u017fyscalls": 2, "other": 3, "Other": 4}');
  assert.deepEqual(plain(goMember(profile, 'syscalls')?.value), 2);
  assert.deepEqual(plain(goMember(profile, 'other')?.value), 4);
  assert.deepEqual(plain(memberNamed(profile, 'other')?.value), 3);
  assert.equal(memberNamed(profile, 'syscalls'), undefined);
  assert.equal(goMember(undefined, 'syscalls'), undefined);
});

test('JSON pointers', () => {
  const text = '{"a/b": {"~": [1, {"": "here"}]}, "c": 2}';
  const { root } = parseJson(text);
  const at = (part: string) => pointerAt(root, text.indexOf(part));
  assert.equal(at('"here"'), '/a~1b/~0/1/');
  assert.equal(at('1,'), '/a~1b/~0/0');
  assert.equal(at('"~"'), '/a~1b/~0');
  assert.equal(at('2}'), '/c');
  assert.equal(pointerAt(root, text.length), '');
  assert.equal(pointerAt(undefined, 0), '');
});

describe('edits keep the layout', () => {
  const array = (text: string) => {
    const { root } = parseJson(text);
    assert.equal(root?.type, 'array');
    return root;
  };
  test('removing an item', () => {
    const remove = (text: string, index: number) => {
      const { items } = array(text);
      return applyEdits(text, [removeSibling(text, items, index)]);
    };
    assert.equal(remove('["a", "b", "c"]', 0), '["b", "c"]');
    assert.equal(remove('["a", "b", "c"]', 1), '["a", "c"]');
    assert.equal(remove('["a", "b", "c"]', 2), '["a", "b"]');
    assert.equal(remove('["a"]', 0), '[]');
    assert.equal(remove('[\r\n  "a",\r\n  "b", "c",\r\n  "d"\r\n]', 1), '[\r\n  "a",\r\n  "c",\r\n  "d"\r\n]');
    assert.equal(remove('[\n  "a",\n  "b",\n  "c"\n]', 1), '[\n  "a",\n  "c"\n]');
  });

  test('inserting a member', () => {
    const first = (text: string) => applyEdits(text, [insertFirstMember(text, object(text), 'k', '1')]);
    const last = (text: string) => applyEdits(text, [insertLastMember(text, object(text), 'k', '1')]);
    assert.equal(first('{"a": 2}'), '{"k": 1, "a": 2}');
    assert.equal(last('{ "a": 2 }'), '{ "a": 2, "k": 1 }');
    assert.equal(first('{\r\n\t"a": 2\r\n}'), '{\r\n\t"k": 1,\r\n\t"a": 2\r\n}');
    assert.equal(last('{\n    "a": {\n    }\n}'), '{\n    "a": {\n    },\n    "k": 1\n}');
    assert.equal(first('{}'), '{"k": 1}');
    assert.equal(last('{\n}'), '{\n  "k": 1\n}');
  });

  test('inserting an item', () => {
    const insert = (text: string) => applyEdits(text, [insertItemAfter(text, array(text), 0, 'x')]);
    assert.equal(insert('[1, 2]'), '[1, x, 2]');
    assert.equal(insert('[\n  1,\n  2\n]'), '[\n  1,\n  x,\n  2\n]');
  });
});
