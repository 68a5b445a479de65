import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { lineMap } from '../../server/core/lines.ts';
import { levels, profiles } from '../../server/core/severity.ts';
import { scanProfiles } from '../../server/scan/model/state.ts';
import { ids, lint, linter } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';

/** The generator's modules are plain JavaScript beside the tests' bundle. */
const load = (name: string) => import(pathToFileURL(path.resolve('scripts/generate', name)).href);

const { configSchema } = await load('configSchema.mjs');
const { diffLines } = await load('diff.mjs');
const { codeBlock, inlineCode } = await load('markdown.mjs');
const { rulePage } = await load('rulePage.mjs');

const facts = {
  rules: linter.rules,
  levels,
  profiles,
  scanProfiles,
  podmanVersionPattern: /^\d+$/,
  defaultPodmanVersion: '5',
};

test('the schema knows every rule by name and allows its own examples', () => {
  const schema = configSchema(facts);
  assert.deepEqual(Object.keys(schema.properties.rules.properties), linter.rules.map(({ id }) => id).sort());
  const validate = new Ajv.default({ allowUnionTypes: true }).compile(schema);
  const [example] = schema.examples;
  assert.equal(validate(example), true, JSON.stringify(validate.errors));
  assert.equal(validate({ rules: { 'kube/no-such-rule': 'off' } }), false);
  assert.equal(validate(null), true);
});

test('a file of the published schema’s examples has no findings', async () => {
  const { properties } = JSON.parse(await readFile('schemas/podseal.schema.json', 'utf8'));
  const config = Object.fromEntries(
    Object.entries<{ examples?: unknown[] }>(properties).map(([key, { examples }]) => [key, examples?.[0] ?? null]),
  );
  delete config['profile'];
  delete config['fips'];
  delete config['portability'];
  delete config['seccompBaseline'];
  config['ignore'] = [{ rule: 'podseal/too-large', reason: 'generated', until: '2027-01-31' }];
  assert.deepEqual(ids(lint('.podseal.yaml', JSON.stringify(config))), []);
});

test('a difference shows what stays, goes and comes', () => {
  assert.equal(diffLines('a\nb\nc\n', 'a\nx\nc\ny\n'), ' a\n-b\n+x\n c\n+y');
  assert.equal(diffLines('a\n', 'a\n'), ' a');
  assert.equal(diffLines('', 'a\n'), '-\n+a');
});

test('code is fenced by more than it holds', () => {
  assert.equal(codeBlock('yaml', 'a: ```\n'), '````yaml\na: ```\n````\n');
  assert.equal(codeBlock('', 'a'), '```\na\n```\n');
  assert.equal(inlineCode('a`b'), '`` a`b ``');
});

test('a page shows the finding’s place, the fix, and text that is no markup', () => {
  const rule = {
    id: 'toy/bad',
    title: { en: 'Bad <b>word</b>', ja: '悪い' },
    severity: { podman: 'off', strict: 'info', kubernetes: 'error' },
    podman: '>=5',
    aliases: ['XY1'],
    references: [{ title: 'A', url: 'https://example.com' }],
    why: { en: 'Because of {name}.', ja: '{name}。' },
    remedy: { en: 'Stop.', ja: '停止。' },
    messages: { bad: { en: '{name} is bad.', ja: '{name}。' } },
    examples: { bad: [{ text: 'x\r\n«bad»\r\n', fixed: 'x\r\ngood\r\n' }], good: [{ text: '' }, { text: 'good' }] },
  };
  const page: string = rulePage(rule, 'pod.yaml', { unmark, lineMap });
  assert.match(page, /^Bad \\<b\\>word\\<\/b\\>\.$/m);
  assert.match(page, /^- line 2, column 1: `bad`$/m);
  assert.match(page, /```diff\n x\n-bad\n\+good\n```/);
  assert.match(page, /\*\*off\*\* in podman, \*\*info\*\* in strict, \*\*error\*\* in kubernetes/);
  assert.match(page, /Because of …\./);
  assert.match(page, /# podseal: ignore toy\/bad -- /);
  assert.doesNotMatch(page, /\r|```yaml\n\n?```/);
  assert.match(
    rulePage(rule, 'policy.json', { unmark, lineMap }),
    /ignore:\n {2}- rule: toy\/bad\n {4}path: policy\.json/,
  );
});
