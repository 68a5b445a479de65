import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseDocument, stringify } from 'yaml';
import type { Profile } from '../../server/core/severity.ts';
import { kube } from '../../server/rules/kube/kind.ts';
import { lint } from '../support/lint.ts';

/** Labelled manifests of other projects, where they lie beside this one. */
const folder = '../shared/cases';
const skip = existsSync(`${folder}/kube-dev.jsonl`) ? false : `NOT JUDGED: no labelled cases in ${folder}`;

interface Case {
  readonly id: string;
  readonly concept: string;
  readonly expected: 'flag' | 'clean';
  readonly content: string;
}

interface Concept {
  readonly rules: readonly string[];
  readonly profile?: Profile;
  readonly recallOnly?: boolean;
}

const linesOf = <T>(name: string): T[] =>
  skip
    ? []
    : readFileSync(`${folder}/${name}`, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as T);

const { concepts, defaults } = skip
  ? { concepts: {}, defaults: { profile: 'kubernetes' as const } }
  : (JSON.parse(readFileSync(`${folder}/kube-concepts.json`, 'utf8')) as {
      concepts: Record<string, Concept>;
      defaults: { profile: Profile };
    });

const known = new Set(kube.rules.map(rule => rule.id));

/** The concepts that our rules answer. In the podman profile one rule may speak for the others. */
const judged = Object.entries(concepts).filter(([, { rules, profile }]) =>
  profile === 'podman' ? rules.some(id => known.has(id)) : rules.every(id => known.has(id)),
);
const cases = linesOf<Case>('kube-dev.jsonl');

const isFlagged = (text: string, { rules, profile }: Concept, file = 'pod.yaml'): boolean =>
  lint(file, text, { profile: profile ?? defaults.profile }).some(finding => rules.includes(finding.rule.id));

describe('labelled manifests', { skip }, () => {
  for (const [name, concept] of judged) {
    const own = cases.filter(
      ({ concept, expected }) => concept === name && (expected === 'flag' || !concepts[name]?.recallOnly),
    );
    if (own.length === 0) continue;
    test(name, () => {
      const wrong = own.filter(({ content, expected }) => isFlagged(content, concept) !== (expected === 'flag'));
      assert.deepEqual(
        wrong.map(({ id, expected }) => `${id} is ${expected}`),
        [],
      );
    });
  }
});

/** Other ways to write the same. */
const rewrites: Record<string, (object: Record<string, unknown>) => string> = {
  JSON: object => JSON.stringify(object, null, 2),
  'flow style': object => stringify(object, { collectionStyle: 'flow' }),
  'Windows line endings': object => stringify(object).replaceAll('\n', '\r\n'),
  'wide indentation': object => stringify(object, { indent: 4, indentSeq: true }),
  'an alias': ({ spec, ...rest }) => `x-spec: &spec ${JSON.stringify(spec)}\n${stringify(rest)}spec: *spec\n`,
  'a merge key': ({ spec, ...rest }) =>
    `x-spec: &spec\n  ${stringify(spec).replaceAll('\n', '\n  ')}\n${stringify(rest)}spec: {<<: *spec}\n`,
  'a List': object =>
    stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Namespace' }, object] }),
};

describe('the same manifest in other words', { skip }, () => {
  for (const [name, rewrite] of Object.entries(rewrites)) {
    test(name, () => {
      for (const { id, concept, content } of cases) {
        const judgedBy = judged.find(([name]) => name === concept)?.[1];
        const document = parseDocument(content, { merge: true, logLevel: 'silent' });
        const object = document.errors.length === 0 ? document.toJS() : undefined;
        if (!judgedBy || !object?.spec) continue;
        const text = rewrite(object);
        const file = name === 'JSON' ? 'pod.json' : 'pod.yaml';
        assert.equal(isFlagged(text, judgedBy, file), isFlagged(content, judgedBy), `${id}\n${text}`);
      }
    });
  }
});

test("Podman's own test manifests are read without a failure", { skip }, () => {
  for (const { content, name } of linesOf<{ content: string; name: string }>('podman-smoke.jsonl')) {
    for (const profile of ['podman', 'strict', 'kubernetes'] as const) {
      assert.doesNotThrow(() => lint('pod.yaml', content, { profile }), name);
    }
  }
});
