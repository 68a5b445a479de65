import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { cutDocuments } from '../../server/parse/yaml/documents.ts';
import { putFields, sharedByFields } from '../../server/parse/yaml/edit.ts';
import { parseDocument } from '../../server/parse/yaml/parse.ts';
import { pointerAt } from '../../server/parse/yaml/pointer.ts';
import { removePart } from '../../server/parse/yaml/remove.ts';
import type { Data } from '../../server/parse/yaml/render.ts';
import {
  booleanOf,
  dig,
  fieldsOf,
  get,
  isUnknown,
  itemsOf,
  numberOf,
  textOf,
  type Value,
  view,
} from '../../server/parse/yaml/view.ts';
import { random } from '../support/random.ts';

function rootOf(text: string): Value {
  const { root } = parseDocument(text);
  const value = root && view(root);
  assert.ok(value, text);
  return value;
}

describe('a stream is cut into documents', () => {
  const streams: Record<string, readonly string[]> = {
    'no marker': ['a: 1\n'],
    'a marker between': ['a: 1\n', '---\nb: 2\n', '--- # c\nd: 3'],
    'comments and directives before the first marker': ['# c\n\n%YAML 1.2\n---\na: 1\n', '---\nb: 2\n'],
    'an end marker': ['a: 1\n...\n', '# c\n%TAG ! x\n---\nb: 2\n'],
    'a marker ends quotes and block scalars': ['a: "x\n', '---\nb: |\n  x\n', '---\n y"\n'],
    'what only looks like a marker': ['a: |\n  ---\n ---\n----\n---x\n--\n'],
    'carriage returns': ['a: 1\r\n', '---\r\nb: 2\r\n...\r\n', 'c: 3\r\n'],
    'empty documents': ['---\n', '---\n', '---'],
  };
  for (const [name, documents] of Object.entries(streams)) {
    test(name, () => {
      const text = documents.join('');
      assert.deepEqual(
        cutDocuments(text).map(document => document.text),
        documents,
      );
      for (const { start, text: document } of cutDocuments(text)) assert.ok(text.startsWith(document, start));
    });
  }

  test('a byte order mark belongs to no document', () => {
    assert.deepEqual(cutDocuments('\uFEFFa: 1\n'), [{ start: 1, text: 'a: 1\n' }]);
  });

  test('every character but the mark is in one document', () => {
    const { below, pick } = random(11);
    for (let round = 0; round < 300; round++) {
      const text = Array.from({ length: below(12) }, () =>
        pick(['---', '...', '\n', 'a: 1', ' ', '#', '%', '\r\n', '"']),
      ).join('');
      assert.equal(
        cutDocuments(text)
          .map(document => document.text)
          .join(''),
        text,
      );
    }
  });
});

describe('scalars have the types that Go gives them', () => {
  const root = rootOf(`yes: yes
true: True
quoted: "true"
tagged: !!str true
null1: ~
null2:
octal: 017
hex: 0x1F
under: 1_000
negative: -3
float: 1e3
text: 1.2.3
template: "a{{ b }}"
variable: \${UID}
own: !vault abc
`);
  const values: Record<string, unknown> = {
    boolean: ['yes', 'true', 'quoted', 'tagged', 'null1'].map(key => booleanOf(get(root, key)?.value)),
    number: ['octal', 'hex', 'under', 'negative', 'float', 'text', 'quoted'].map(key =>
      numberOf(get(root, key)?.value),
    ),
    unknown: ['template', 'variable', 'own', 'text'].map(key => isUnknown(get(root, key)?.value)),
    text: ['quoted', 'text', 'template', 'null2'].map(key => textOf(get(root, key)?.value)),
  };
  const meant: Record<string, unknown> = {
    boolean: [true, true, undefined, undefined, undefined],
    number: [15, 31, 1000, -3, 1000, undefined, undefined],
    unknown: [true, true, true, false],
    text: ['true', '1.2.3', undefined, undefined],
  };
  for (const [type, value] of Object.entries(values)) test(type, () => assert.deepEqual(value, meant[type]));
});

describe('a view looks through aliases and merge keys', () => {
  const text = `base: &base {a: 1, b: 2}
more: &more
  <<: *base
  b: 3
all: {<<: [*more, {c: 4, a: 9}], d: 5}
list: [*base, ~, x]
twice: 1
twice: 2
loop: &loop {<<: *loop}
lost: *nowhere
`;
  const root = rootOf(text);
  const numbers = (key: string) =>
    Object.fromEntries(fieldsOf(dig(root, key)).map(({ key, value }) => [key, numberOf(value)]));

  test('own keys win, then the first map that is merged', () => {
    assert.deepEqual(numbers('all'), { d: 5, b: 3, a: 1, c: 4 });
    assert.equal(numberOf(dig(root, 'all', 'a')), 1);
  });

  test('the last of two keys wins', () => assert.equal(numberOf(dig(root, 'twice')), 2));

  test('what comes from elsewhere is seen where it is used', () => {
    const at = get(dig(root, 'more'), 'a')?.value.at;
    assert.equal(text.slice(at?.start, at?.end), '*base');
  });

  test('null items are left out', () => assert.equal(itemsOf(dig(root, 'list')).length, 2));

  test('a map that merges itself ends', () => assert.equal(dig(root, 'loop', 'x'), undefined));

  test('an alias without an anchor is nothing', () => assert.equal(get(root, 'lost'), undefined));
});

test('comments are where YAML sees them', () => {
  const text = '# one\na: "# no" # two\nb: | # three\n  # no\n# four\nc: {d: 1 # five\n}\ne#: f#g\r\n#six \r\n';
  const { comments } = parseDocument(text);
  assert.deepEqual(
    comments.map(comment => comment.text),
    [' one', ' two', ' three', ' four', ' five', 'six'],
  );
  for (const { span, text: comment } of comments) assert.equal(text.slice(span.start, span.end), `#${comment}`);
});

test('a JSON pointer names the innermost value at a place', () => {
  const text = 'spec:\n  a/b~c:\n  - x\n  - name: y\n';
  const { root } = parseDocument(text);
  const at = (part: string) => pointerAt(root, text.indexOf(part));
  assert.deepEqual(
    [at('spec'), at('a/b'), at('x'), at('name'), at('y')],
    ['/spec', '/spec/a~1b~0c', '/spec/a~1b~0c/0', '/spec/a~1b~0c/1/name', '/spec/a~1b~0c/1/name'],
  );
});

describe('a template is told from a value with a variable in it', () => {
  const templates: Record<string, boolean> = {
    'a: {{ .Values.a }}\n': true,
    'a:\n  {{- if .x }}\n  b: 1\n  {{- end }}\n': true,
    'a: b\n  {{- with .x }}\nc: 1\n': true,
    '{% if x %}\na: 1\n{% endif %}\n': true,
    'a: "{{ .Values.a }}"\n': false,
    'a: x-{{ .Values.a }}\n': false,
    'a: |\n  {{ if }}\n  x\n': false,
    'a: "x\n  {{ if }}"\n': false,
    '# {{ if }}\na: {b: {c: 1}}\n': false,
  };
  for (const [text, isTemplate] of Object.entries(templates)) {
    test(JSON.stringify(text), () => assert.equal(parseDocument(text).isTemplate, isTemplate));
  }
});

describe('edits of shared text', () => {
  const text = `base: &base
  sc: {a: 1}
own:
  <<: *base
same: *base
`;
  const put = (key: string, fields: Record<string, Data>) => {
    const map = dig(rootOf(text), key)?.node;
    assert.equal(map?.type, 'map');
    if (map?.type !== 'map') return [];
    return [applyEdits(text, putFields(text, map, fields) ?? []), sharedByFields(map, fields)];
  };

  test('a scalar overrides what is merged', () => {
    assert.deepEqual(put('own', { b: true }), [
      text.replace('own:\n  <<: *base\n', 'own:\n  <<: *base\n  b: true\n'),
      undefined,
    ]);
  });

  test('a merged map is extended where it stands', () => {
    assert.deepEqual(put('own', { sc: { b: true } }), [text.replace('{a: 1}', '{a: 1, b: true}'), 'base']);
  });

  test('what an alias means is changed where it stands', () => {
    assert.deepEqual(put('same', { b: true }), [text.replace('sc: {a: 1}\n', 'sc: {a: 1}\n  b: true\n'), 'base']);
  });

  test('a key inside an anchor in use is removed', () => {
    const entry = get(dig(rootOf('base: &base {a: 1, b: 2}\nown: *base\n'), 'own'), 'a')?.entry;
    assert.deepEqual(entry && removePart('base: &base {a: 1, b: 2}\nown: *base\n', entry), [
      { span: { start: 13, end: 19 }, text: '' },
    ]);
  });

  test('an anchor in use is not removed', () => {
    const root = rootOf(text).node;
    const entry = root.type === 'map' ? root.entries[0] : undefined;
    assert.ok(entry);
    assert.equal(removePart(text, entry), undefined);
  });
});
