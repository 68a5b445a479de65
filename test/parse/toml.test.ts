import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newerSyntax, parseToml } from '../../server/parse/toml/parse.ts';
import type { TomlValue } from '../../server/parse/toml/tree.ts';
import { random } from '../support/random.ts';

const data = (value: TomlValue): unknown => {
  if (value.type === 'table') return Object.fromEntries(value.entries.map(({ key, value }) => [key, data(value)]));
  return value.type === 'array' ? value.items.map(data) : value.value;
};

const faults = (text: string) =>
  parseToml(text).faults.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

test('tables, lists of tables, dotted keys and inline tables', () => {
  const text = `a.b = 1 # c
x = [1, "t", {y = true}]
[[registry]]
location = "l"
[[registry.mirror]]
location = 'm'
[[registry]]
[t]
"q k" = """
s"""
[t.u]
d = 1979-05-27
`;
  const file = parseToml(text);
  assert.deepEqual(data(file.root), {
    a: { b: '1' },
    x: ['1', 't', { y: 'true' }],
    registry: [{ location: 'l', mirror: [{ location: 'm' }] }, {}],
    t: { 'q k': 's', u: { d: '1979-05-27' } },
  });
  assert.deepEqual(file.faults, []);
  assert.deepEqual(
    file.comments.map(comment => comment.text),
    [' c'],
  );
  for (const { keySpan, key } of file.root.entries) assert.equal(text.slice(keySpan.start, keySpan.end), key);
});

describe('a table is defined twice where Podman thinks so', () => {
  for (const [text, fault] of [
    ['x.y = 1\n[x]\nz = 2\n', []],
    ['x.y = 1\n[x]\ny = 2\n', ['duplicate-key y']],
    ['x.y = 1\n[x]\n[x]\n', ['duplicate-key x']],
    ['x.y = 1\n[x.y]\n', ['duplicate-key y']],
    ['x.y.z = 1\n[x.y]\nb = 1\n', []],
    ['[x.y]\na = 1\n[x]\nb = 1\n', []],
    ['[x]\ny.z = 1\n[x.y]\nb = 1\n', []],
    ['[y.x]\na = 1\n[y]\nx.b = 2\n', []],
    ['[y.x]\na = 1\n[y]\nx.a = 2\n', ['duplicate-key a']],
    ['x = {a = 1}\n[x]\n', ['duplicate-key x']],
    ['x = {a = 1}\n[x.c]\n', []],
    ['x = 1\n[x.y]\n', ['duplicate-key x']],
    ['[[x]]\n[x]\n', ['duplicate-key x']],
    ['[x]\n[[x]]\n', ['duplicate-key x']],
    ['x.y = 1\n[[x]]\n', ['duplicate-key x']],
    ['x = [{}]\n[[x]]\n', ['duplicate-key x']],
    ['[[x.y]]\n[x]\n', []],
    ['[[x.y]]\n[[x]]\n', ['duplicate-key x']],
    ['[[x]]\n[[x.y]]\n[x.y]\n', ['duplicate-key y']],
    ['[x]\n[X]\n', []],
    ['x = {a = {}, a.b = 1}\n', []],
    ['x = {a = {b = 1}, a.b = 2}\n', ['duplicate-key b']],
    ['x = {"a" = {}, \'a\'.b = 1, a.b = 2}\n', ['duplicate-key b']],
    ['x = [{a = 1, a = 2}]\n', ['duplicate-key a']],
    ['x = [1]\nx = 2\nx = 3\n', ['duplicate-list x', 'duplicate-key x']],
    ['x = [{}]\nx = [{}]\n', ['duplicate-key x']],
    ['[[x]]\ny.z = 1\n[[x]]\n[x.y]\n[x.y]\n', []],
  ] as const) {
    test(JSON.stringify(text), () => assert.deepEqual(faults(text), fault));
  }
});

test('what an inline table says later of a table in it is part of that table', () => {
  const { root } = parseToml('x = {a = {b = 1}, "a".c = 2, a.d.e = 3}\nx.f = 4\n');
  assert.deepEqual(data(root), { x: { a: { b: '1', c: '2', d: { e: '3' } }, f: '4' } });
});

test('a file that has changed is read as if it were new', () => {
  const { below, pick } = random(3);
  const lines = [
    '[a]',
    '[[b]]',
    '[a.c]',
    'x = 1',
    'y = "z"',
    'l = [',
    '  ["a"]',
    ']',
    'q = ',
    '# c',
    't = """',
    '"""',
    '',
  ];
  let file = parseToml('');
  for (let i = 0; i < 500; i++) {
    const text = Array.from({ length: below(9) }, () => pick(lines)).join('\n');
    file = parseToml(text, file);
    assert.deepEqual(file, parseToml(text), JSON.stringify(text));
  }
});

describe('after a mistake the rest is read', () => {
  for (const [text, wanted, fault] of [
    ['a = 1\nb = yes\nc = 3\n', { a: '1', c: '3' }, ['bare-word yes']],
    ['a = 1\r\nb = True\r\nc = 3\r\n', { a: '1', c: '3' }, ['bare-word True']],
    ['a = 1\na = 2\nb = 3', { a: '1', b: '3' }, ['duplicate-key a']],
    ['[t]\na = 1\n[t]\na = 2\n[u]\nb = 3', { t: { a: '1' }, u: { b: '3' } }, ['duplicate-key t']],
    ['a =\nb = 2\n', { b: '2' }, ['missing-value a =']],
    ['a\nb = 2\n', { b: '2' }, ['missing-equals a']],
    ['a: 1\nb = 2\n', { b: '2' }, ['missing-equals :']],
    ['a = "x\nb = 2\n', { b: '2' }, ['unclosed a = "x']],
    ['a = [1,\nb = 2\n', {}, ['unclosed a = [1,']],
    ['x = 1\n[t\na = 1\n[u]\nb = 2\n', { x: '1', u: { b: '2' } }, ['unclosed [t']],
    ['a = [\n"b" "c",\n]\nd = 1\n', { d: '1' }, ['unexpected "c"']],
    ['a = 1 b = 2\nc = 3', { c: '3' }, ['second-statement b']],
    ['a = 01\nb = 1', { b: '1' }, ['bad-number 01']],
    ['\ufeffa = 1\n', { a: '1' }, []],
    ['a = [\n  ["b"]\n]\n[t]\nc = 1\n', { a: [['b']], t: { c: '1' } }, []],
    ['a = """\n[t]\n"""\n[u]\nc = 1\n', { a: '[t]\n', u: { c: '1' } }, []],
    ['[t]\na = [\n[u]\nc = 1\n', { t: {}, u: { c: '1' } }, ['unclosed a = [']],
    ['[t]\na =\n[u]\nc = 1\n', { t: {}, u: { c: '1' } }, ['missing-value a =']],
    ['', {}, []],
    ['# only a comment', {}, []],
  ] as const) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(data(parseToml(text).root), wanted);
      assert.deepEqual(faults(text), fault);
    });
  }
});

test('what TOML 1.1 brought is told apart', () => {
  for (const text of ['a = {b = 1,}', 'a = {\nb = 1\n}', 'a = "\\e"']) {
    const file = parseToml(text);
    assert.deepEqual(file.faults, []);
    assert.equal(newerSyntax(file)?.code, 'newer-syntax');
  }
});

test('a template has no faults', () => {
  assert.deepEqual(faults('a = {{ value }}\n{% if b %}\nc = 1\n{% endif %}\n'), []);
});

test('nothing throws it off', () => {
  const pieces = [
    '[',
    ']',
    '[[',
    ']]',
    '=',
    '"',
    "'",
    '"""',
    "'''",
    '{',
    '}',
    ',',
    '\n',
    '\r\n',
    '.',
    'a',
    'b',
    '1',
    ' ',
  ];
  const more = ['#', 'true', '\\', '\u0001', '\ufeff', 'é', '-', '1979-05-27', '0x', '\u{1f600}'];
  const { below, pick } = random(7);
  for (let i = 0; i < 1000; i++) {
    const length = 1 + below(30);
    const text = Array.from({ length }, () => pick([...pieces, ...more])).join('');
    const file = parseToml(text);
    for (const { span } of file.faults) {
      assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, JSON.stringify(text));
    }
  }
  for (const text of [`a = ${'['.repeat(50_000)}`, `a = ${'{b='.repeat(20_000)}`, `${'[a.'.repeat(5000)}`])
    parseToml(text);
});
