import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { say, type Text } from '../../server/core/text.ts';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import type { AnyCheck, CheckExample } from '../../server/scan/model/check.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions } from '../../server/scan/model/options.ts';
import type { Result } from '../../server/scan/model/result.ts';
import { type State, scanProfiles, scanSeverities, states } from '../../server/scan/model/state.ts';
import { factsFile } from '../support/facts.ts';

/** Every check's own examples, as its author wrote them. */
for (const check of checks) {
  describe(check.id, () => {
    test('says everything in both languages', () => checkMetadata(check));
    for (const [state, examples] of Object.entries(check.examples)) {
      examples.forEach((example, i) => {
        test(`${state} ${i + 1}`, () => checkExample(check, state as State, example));
      });
    }
  });
}

test('ids are used once and stand in order', () => {
  const ids = checks.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].sort());
});

test('a check is implied by checks that are there', () => {
  const ids = new Set(checks.map(({ id }) => id));
  assert.deepEqual(
    checks.flatMap(({ impliedBy = [] }) => impliedBy).filter(id => !ids.has(id)),
    [],
  );
});

function checkMetadata(check: AnyCheck) {
  const messages: readonly Text[] = Object.values(check.messages);
  for (const text of [check.title, check.why, check.remedy, ...messages]) {
    assert.notEqual(text.en.trim(), '');
    assert.match(text.ja, /[\u3040-\u30ff\u4e00-\u9fff]/, `no Japanese in "${text.ja}"`);
    assert.deepEqual(placeholders(text.ja), placeholders(text.en), `other parameters than in "${text.en}"`);
  }
  for (const text of [check.why, check.remedy, ...messages]) {
    assert.match(text.en, /[.?]$/, 'ends like a sentence');
    assert.match(text.ja, /[。？]$/, 'ends like a sentence');
  }
  const levels = typeof check.severity === 'string' ? { baseline: check.severity } : check.severity;
  assert.notDeepEqual(Object.entries(levels), []);
  for (const [profile, severity] of Object.entries(levels)) {
    assert.ok((scanProfiles as readonly string[]).includes(profile));
    assert.ok(scanSeverities.includes(severity));
  }
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

/** The gravest first: an example shows nothing graver than what it stands for. */
const gravest: readonly State[] = ['fail', 'error', 'review', 'needsRoot', 'unknown', 'pass', 'notApplicable'];

function checkExample(check: AnyCheck, state: State, example: CheckExample) {
  assert.ok(states.includes(state));
  const results = judged(check, example);
  assert.deepEqual(
    results.filter(({ message }) => message && /The check itself failed/.test(message.text.en)).map(whole),
    [],
  );
  const found = gravest.find(each => results.some(result => result.state === each));
  assert.equal(found, state, results.map(whole).join('\n') || 'the check says nothing at all');
  if (example.on) {
    const named = results.filter(result => result.state === state).map(({ resource }) => resource.name);
    assert.deepEqual(named, example.on);
  }
  for (const result of results) checkTexts(check, result);
}

const whole = (result: Result): string =>
  `${result.state} ${result.resource.name}: ${result.message ? say(result.message, 'en') : '-'}`;

function checkTexts(check: AnyCheck, { state, message }: Result) {
  assert.ok(message || state === 'pass', `${state} says nothing`);
  if (!message) return;
  assert.deepEqual(placeholders(say(message, 'en')), [], 'a parameter is not given');
  if (state !== 'fail') return;
  for (const text of [check.why, check.remedy])
    assert.deepEqual(placeholders(say({ text, params: message.params }, 'en')), [], 'a parameter is not given');
}

function judged(check: AnyCheck, { facts, options }: CheckExample): readonly Result[] {
  const all = { ...defaultScanOptions, today: '2026-11-20', only: [check.id], ...options };
  return evaluate(factsFile(facts), all, [check]).results;
}
