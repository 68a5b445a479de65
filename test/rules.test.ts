import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../server/core/finding.ts';
import { applyEdits, combineFixes, type Edit } from '../server/core/fix.ts';
import { ownRules } from '../server/core/ownRules.ts';
import { baseName } from '../server/core/path.ts';
import type { BadExample, Example, Rule, RuleInfo } from '../server/core/rule.ts';
import type { Text } from '../server/core/text.ts';
import { kinds } from '../server/rules/registry.ts';
import { filesAround } from './support/filesAround.ts';
import { lint, linter } from './support/lint.ts';
import { mark, unmark } from './support/marked.ts';

/** Every rule's own examples, as the rule's author wrote them: exact spans, exact fixes, silence. */
const ruleSets = [
  ...kinds.map(kind => ({ name: kind.id, file: kind.exampleFile, rules: kind.rules as readonly Rule<unknown>[] })),
  { name: 'podseal', file: '', rules: ownRules as readonly Rule<never>[] },
];

for (const { name, file, rules } of ruleSets) {
  describe(name, () => {
    for (const rule of rules) {
      describe(rule.id, () => {
        test('is named after its kind and says everything in both languages', () => checkMetadata(rule, name));
        rule.examples.bad.forEach((example, i) => {
          test(`bad example ${i + 1}`, () => checkBad(rule, example, file));
        });
        rule.examples.good.forEach((example, i) => {
          test(`good example ${i + 1}`, () => checkGood(rule, example, file));
        });
      });
    }
  });
}

test('names of rules and examples are used once', () => {
  const all = linter.rules.map(rule => rule.id);
  assert.deepEqual(all, [...new Set(all)]);
  for (const { rules } of ruleSets) {
    for (const { id, examples } of rules) {
      const texts = [...examples.bad, ...examples.good].map(example => JSON.stringify(example));
      assert.deepEqual(texts, [...new Set(texts)], `${id} has the same example twice`);
    }
  }
});

function checkMetadata(rule: Rule<never>, kind: string) {
  assert.match(rule.id, new RegExp(`^${kind}/[a-z0-9]+(-[a-z0-9]+)*$`));
  const texts: Text[] = [rule.title, rule.why, rule.remedy, ...Object.values(rule.messages)];
  for (const text of texts) {
    assert.notEqual(text.en.trim(), '');
    assert.match(text.ja, /[\u3040-\u30ff\u4e00-\u9fff]/, `no Japanese in "${text.ja}"`);
    assert.deepEqual(placeholders(text.ja), placeholders(text.en), `other parameters than in "${text.en}"`);
  }
  for (const text of [...Object.values(rule.messages), rule.why, rule.remedy]) {
    assert.match(text.en, /[.?]$/, 'ends like a sentence');
    assert.match(text.ja, /[。？]$/, 'ends like a sentence');
  }
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

function checkBad(rule: RuleInfo, example: BadExample, usualFile: string) {
  const file = example.file ?? usualFile;
  const { text, spans } = unmark(example.text);
  assert.notEqual(spans.length, 0, 'a bad example marks what is wrong');
  const findings = lintExample(file, text, example);
  const own = findings.filter(finding => finding.rule.id === rule.id);
  assert.equal(
    mark(
      text,
      own.map(finding => finding.span),
    ),
    mark(text, spans),
  );
  for (const finding of own) checkMessage(finding);
  checkFix(rule, example, file, text, findings);
}

function checkMessage(finding: Finding) {
  const given = Object.keys(finding.message.params ?? {});
  for (const text of [finding.message.text, finding.rule.why, finding.rule.remedy]) {
    for (const wanted of placeholders(text.en))
      assert.ok(given.includes(wanted.slice(1, -1)), `${wanted} is not given`);
  }
}

function checkFix(rule: RuleInfo, example: BadExample, file: string, text: string, before: readonly Finding[]) {
  const fixes = before.filter(finding => finding.rule.id === rule.id).flatMap(finding => finding.fixes.slice(0, 1));
  const others = Object.fromEntries(fixes.flatMap(fix => fix.others ?? []).map(({ path, after }) => [path, after]));
  if (example.fixed === undefined) {
    assert.deepEqual(fixes, [], 'the rule offers a fix that the example does not show');
    return;
  }
  for (const { edits } of fixes) assertApart(edits);
  const fixed = applyEdits(text, combineFixes(fixes));
  assert.equal(fixed, example.fixed);
  assert.deepEqual(others, example.fixedAround ?? {});
  const workspace = example.workspace && { ...example.workspace, ...others };
  const after = lintExample(file, fixed, { ...example, ...(workspace && { workspace }) });
  assert.deepEqual(
    after
      .filter(finding => finding.rule.id === rule.id)
      .map(finding => fixed.slice(finding.span.start, finding.span.end)),
    [],
    'the fix leaves the finding, and a second run would change the text again',
  );
  const known = new Set(before.map(finding => finding.rule.id));
  assert.deepEqual(
    // What this finding implied is said by itself now.
    after
      .filter(finding => !finding.rule.impliedBy?.includes(rule.id))
      .map(finding => finding.rule.id)
      .filter(id => !known.has(id)),
    [],
    'the fix brings new findings',
  );
}

/** Editors refuse edits that overlap. */
function assertApart(edits: readonly Edit[]) {
  const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [i, { start }] of spans.entries()) assert.ok(start >= (spans[i - 1]?.end ?? 0), 'edits overlap');
}

function checkGood(rule: RuleInfo, example: Example, usualFile: string) {
  const { text, spans } = unmark(example.text);
  assert.deepEqual(spans, [], 'a good example marks nothing');
  const own = lintExample(example.file ?? usualFile, text, example).filter(finding => finding.rule.id === rule.id);
  assert.equal(
    mark(
      text,
      own.map(finding => finding.span),
    ),
    text,
  );
}

const lintExample = (file: string, text: string, example: Example): Finding[] => {
  assert.ok(linter.detect({ path: file, text }), `${file} is recognised`);
  return lint(file, text, example.settings, filesAround(example.workspace, baseName(file), file));
};
