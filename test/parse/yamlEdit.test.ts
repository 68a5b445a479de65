import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseDocument as parseWithLibrary } from 'yaml';
import { applyEdits, type Edit } from '../../server/core/fix.ts';
import type { Rule } from '../../server/core/rule.ts';
import { appendItems, putFields } from '../../server/parse/yaml/edit.ts';
import {
  keyOf,
  type YamlEntry,
  type YamlItem,
  type YamlMap,
  type YamlNode,
  type YamlSeq,
} from '../../server/parse/yaml/node.ts';
import { parseDocument } from '../../server/parse/yaml/parse.ts';
import { removePart, removeParts } from '../../server/parse/yaml/remove.ts';
import { kube } from '../../server/rules/kube/kind.ts';
import { unmark } from '../support/marked.ts';
import { random } from '../support/random.ts';

/** What a YAML library of its own reads; undefined for a text with errors, or with aliases, which are tested by name. */
function read(text: string): unknown {
  const document = parseWithLibrary(text, { uniqueKeys: true, logLevel: 'silent' });
  return document.errors.length > 0 || /[&*]\w/.test(text) ? undefined : document.toJS();
}

/** Single documents to edit: all examples of the rules, and other projects' manifests where they lie beside this one. */
function sources(): string[] {
  const own = (kube.rules as readonly Rule<never>[]).flatMap(({ examples }) =>
    [...examples.bad, ...examples.good].map(example => unmark(example.text).text),
  );
  const folder = '../shared/cases/kube-dev.jsonl';
  const foreign = existsSync(folder) ? readFileSync(folder, 'utf8').trim().split('\n') : [];
  // Most of them are much alike.
  const some = foreign.filter((_, i) => i % 7 === 0);
  const all = [...own, ...some.map(line => (JSON.parse(line) as { content: string }).content)];
  return [...new Set(all)].filter(text => read(text) !== undefined);
}

/** A comment at the end of every line that takes one. */
const commented = (text: string): string =>
  text
    .split('\n')
    .map((line, i) => (/^[^"'|>#{}[\]]*$/.test(line) && line.trim() !== '' ? `${line} # c${i}` : line))
    .join('\n');

const manners: Record<string, (text: string) => string> = {
  'as it is': text => text,
  'with comments': commented,
  'with Windows line endings': text => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  'without a last line break': text => text.trimEnd(),
};

const texts = sources();

/** Small and tricky: every place in them is tried. */
const ugly: readonly string[] = [
  'a: |\n  text\n\nb: 1\n',
  'a: 1\nb: |\n  text # not a comment\n\n\n',
  'a: 1\nb: |+\n  text\n\n',
  'a:\n- b: >-\n    text\n  c: 1\n- |\n  x\n',
  '- a: 1 # one\n  # two\n  b: 2\n- c\n',
  '- # one\n  a: 1\n\n  b:   2   # two\n-   c: 3\n    d: 4\n',
  'a: {b: 1, # one\n  c: [x, y # two\n  ], # three\n  d: {}, e: [], f: }\ng: 1\n',
  'a: [x # one, two\n  , y # three, four\n  ,z\n  # five\n  ]\n',
  'a: {\n  b: 1, # one\n  # two\n  c: 2, # three\n}\n',
  'a: # one\n  # two\nb: # three\n- # four\n- x # five\n',
  'a: ~ # one\nb: null\nc:\n  d:\n  e: ""\n',
  '---\n# one\na:\n    b: [1, 2]\n    c:\n        - d: 1\n          e: 2\n        - f\n...\n',
  '{"a": {"b": [1, {"c": null}], "d": {}},\n "e": []\n}\n',
  '{\n\t"a": {\n\t\t"b": 1\n\t},\n\t"c": [\n\t\t1,\n\t\t2\n\t]\n}',
  'a:\n  ? b\n  : c: 1\n    d: {}\n',
  'a:\n- - b\n  - c: 1\n    d: 2\n-\n  e: 1\n',
  "'a b': 1\n\"c\": 'it''s'\nd: \"x\\ny\"\ne: two\n  lines # one\nf: 1\n",
  'a: !!str 1 # one\nb: !!map\n  c: 2\n',
  'a:\n  b:\n  - c\n\n  # one\n\n  d: 1\n\n\ne: 2\n',
];

interface Place<Node> {
  readonly node: Node;
  readonly path: readonly (string | number)[];
}

function* placesIn(node: YamlNode, path: readonly (string | number)[]): Generator<Place<YamlNode>> {
  yield { node, path };
  if (node.type === 'map')
    for (const entry of node.entries) yield* placesIn(entry.value, [...path, keyOf(entry) ?? '']);
  if (node.type === 'seq') for (const [i, item] of node.items.entries()) yield* placesIn(item.value, [...path, i]);
}

const isMap = (place: Place<YamlNode>): place is Place<YamlMap> => place.node.type === 'map';
const isSeq = (place: Place<YamlNode>): place is Place<YamlSeq> => place.node.type === 'seq';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

const at = (value: Json, path: readonly (string | number)[]): Json =>
  path.reduce<Json>((inner, step) => (inner as Record<string | number, Json>)[step] ?? null, value);

/** Edits the text, and demands that what the library then reads is just what was meant, and every comment is there. */
function check(text: string, edits: readonly Edit[] | undefined, meant: (value: Json) => Json) {
  if (!edits) return;
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start);
  for (const [i, { span }] of inOrder.entries())
    assert.ok(span.start >= (inOrder[i - 1]?.span.end ?? 0), `edits overlap: ${text}`);
  const edited = applyEdits(text, edits);
  const expected = meant(structuredClone(read(text)) as Json);
  const document = parseWithLibrary(edited, { logLevel: 'silent' });
  assert.deepEqual(document.errors, [], edited);
  assert.deepEqual(document.toJS(), expected, edited);
  const left = parseDocument(edited).comments.map(comment => comment.text);
  for (const { text: comment, span } of parseDocument(text).comments) {
    const removed = edits.some(edit => edit.span.start < span.start && span.end < edit.span.end);
    assert.ok(removed || left.includes(comment), `#${comment} is lost: ${edited}`);
  }
  assert.doesNotMatch(edited, text.includes('\r') ? /(?<!\r)\n/ : /\r/, 'the line endings are the same');
}

/** Every text in every manner, and a few of the places in it, the same ones in every run. */
function eachPlace<Node>(
  choose: (places: Place<YamlNode>[]) => Place<Node>[],
  work: (text: string, place: Place<Node>) => void,
) {
  for (const [manner, change] of Object.entries(manners)) {
    test(manner, () => {
      const { pick } = random(7);
      let tried = 0;
      for (const source of [...texts, ...ugly]) {
        const text = change(source);
        const root = read(text) === undefined ? undefined : parseDocument(text).root;
        const places = root ? choose([...placesIn(root, [])]) : [];
        const some = places.length > 2 && !ugly.includes(source) ? [pick(places), pick(places)] : places;
        for (const place of some) work(text, place);
        tried += some.length;
      }
      assert.ok(tried > 20);
    });
  }
}

describe('a key is added to any map', () => {
  const added = { zz: { deep: { list: ['A b', 'ALL'], flag: true, number: 1 } } };
  eachPlace(
    places => places.filter(isMap),
    (text, { node, path }) => {
      const meant = (value: Json) => {
        Object.assign(at(value, path) as object, added);
        return value;
      };
      check(text, putFields(text, node, added), meant);
      check(text, putFields(text, node, added, 'first'), meant);
      check(text, putFields(text, node, added, ['image', 'name', 'kind']), meant);
    },
  );
});

describe('any scalar is replaced', () => {
  eachPlace(
    places => places.filter(isMap).filter(({ node }) => node.entries.some(entry => entry.value.type === 'scalar')),
    (text, { node, path }) => {
      const key = node.entries
        .map(entry => (entry.value.type === 'scalar' ? keyOf(entry) : undefined))
        .find(key => key);
      if (key === undefined) return;
      check(text, putFields(text, node, { [key]: 10001 }), value => {
        (at(value, path) as Record<string, Json>)[key] = 10001;
        return value;
      });
    },
  );
});

describe('items are added to any list', () => {
  eachPlace(
    places => places.filter(isSeq),
    (text, { node, path }) => {
      check(text, appendItems(text, node, ['ALL', { name: 'x', y: [] }]), value => {
        (at(value, path) as Json[]).push('ALL', { name: 'x', y: [] });
        return value;
      });
    },
  );
});

/** What is left when a step of a path goes, and every collection that this empties. */
function without(value: Json, path: readonly (string | number)[]): Json {
  const parent = at(value, path.slice(0, -1));
  const step = path.at(-1);
  if (Array.isArray(parent) && typeof step === 'number') parent.splice(step, 1);
  else if (step !== undefined) delete (parent as Record<string, Json>)[step];
  return Object.keys(parent ?? {}).length === 0 ? without(value, path.slice(0, -1)) : value;
}

describe('any key and any item is removed', () => {
  eachPlace(
    places => places.filter(({ path }) => path.length > 0),
    (text, { node, path }) => {
      if (node.holder) check(text, removePart(text, node.holder), value => without(value, path));
    },
  );
});

/** Each two, and all but each one. */
function someOf<Part>(parts: readonly Part[]): Part[][] {
  const pairs = parts.flatMap((one, i) => parts.slice(i + 1).map(other => [one, other]));
  return [...pairs, ...parts.map(one => parts.filter(part => part !== one))].filter(({ length }) => length > 1);
}

describe('several keys or items of one collection are removed at once', () => {
  eachPlace(
    (places): Place<YamlNode>[] => places.filter(place => isMap(place) || isSeq(place)),
    (text, { node, path }) => {
      const parts = node.type === 'map' ? node.entries : node.type === 'seq' ? node.items : [];
      for (const some of someOf([...parts.keys()].slice(0, 6))) {
        const chosen = some.flatMap<YamlEntry | YamlItem>(i => parts[i] ?? []);
        const keys = chosen.map((part, i) => (part.type === 'entry' ? (keyOf(part) ?? '') : (some[i] ?? 0)));
        check(text, removeParts(text, chosen), value =>
          keys.reduceRight((rest, key) => without(rest, [...path, key]), value),
        );
      }
    },
  );
});
