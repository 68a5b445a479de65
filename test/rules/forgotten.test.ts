import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultSettings } from '../../server/core/settings.ts';
import { kinds } from '../../server/rules/registry.ts';
import { linter } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const settings = { ...defaultSettings, profile: 'strict', today: '2026-06-01' } as const;

/** Readers keep the latest texts, to read the next version of one faster. */
const keptByReaders = 20;

describe('what is known of a version of a text is forgotten with it, though settings and rules stay', () => {
  for (const kind of kinds) {
    test(kind.id, async () => {
      const versions = kind.rules
        .flatMap(({ examples }) => examples.bad)
        .flatMap(({ text }) => {
          const { text: plain } = unmark(text);
          const model = kind.parse(plain);
          linter.lint(kind, model, plain, settings);
          return model.units.map(({ content }) => partsOf(content));
        });
      // What a WeakRef was made of lives until the job ends.
      await new Promise(setImmediate);
      collectGarbage();
      const isKept = (part: WeakRef<object>) => uses.get(part.deref() ?? part) === 1;
      const kept = versions.filter(parts => parts.some(isKept));
      assert.ok(kept.length <= keptByReaders, `of ${kept.length} of ${versions.length} versions something is kept`);
    });
  }
});

/** In how many versions an object is: tables and the like are in all of them, and stay. */
const uses = new WeakMap<object, number>();

/** A model is kept whole by any part of it that is. */
function partsOf(content: unknown): WeakRef<object>[] {
  const parts = new Set<object>();
  const add = (value: unknown, depth: number) => {
    if (typeof value !== 'object' || value === null || parts.has(value)) return;
    parts.add(value);
    uses.set(value, (uses.get(value) ?? 0) + 1);
    if (depth < 8) for (const part of Object.values(value)) add(part, depth + 1);
  };
  add(content, 0);
  return [...parts].map(part => new WeakRef(part));
}
