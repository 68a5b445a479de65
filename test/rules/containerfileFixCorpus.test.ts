import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, type Edit, type Fix } from '../../server/core/fix.ts';
import { fixRounds } from '../../server/core/fixRounds.ts';
import { parse } from '../support/containerfile.ts';
import { examples, findingsIn, labels, type Sample, skipLabels as skip } from '../support/fixSamples.ts';

/** The instructions that no edit touches stand in the repaired text as they were, in their order. */
function assertRestIsKept(text: string, edits: readonly Edit[], fixed: string, name: string) {
  const untouched = parse(text).instructions.filter(
    ({ span }) => !edits.some(edit => edit.span.start <= span.end && span.start <= edit.span.end),
  );
  const sources = parse(fixed).instructions.map(({ source }) => source.trimEnd());
  let from = 0;
  for (const { source } of untouched) {
    const at = sources.indexOf(source.trimEnd(), from);
    assert.ok(at >= 0, `${name}: lost or changed\n${source}\nin\n${fixed}`);
    from = at + 1;
  }
}

/** Nothing is broken by a repair that was whole before: keywords, heredocs, stages. */
function assertStillParses(text: string, fixed: string, name: string) {
  const [before, after] = [parse(text), parse(fixed)];
  const words = new Set(before.instructions.map(({ keyword }) => keyword));
  const strangers = after.instructions
    .map(({ keyword }) => keyword)
    .filter(word => !words.has(word) && !known.has(word));
  assert.deepEqual(strangers, [], `${name}: new instructions in\n${fixed}`);
  assert.ok(after.problems.length <= before.problems.length, `${name}: new problems in\n${fixed}`);
  assert.equal(after.stages.length, before.stages.length, `${name}: other stages in\n${fixed}`);
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

const isError = ({ severity }: { severity: string }) => severity === 'error';

function checkSafeFixes(sample: Sample) {
  const { text, name } = sample;
  const before = findingsIn(text, sample);
  let [at, last] = [text, before];
  for (const round of fixRounds(
    text,
    before,
    text => findingsIn(text, sample),
    ({ safe }) => safe,
  )) {
    assertRestIsKept(at, round.edits, round.text, name);
    assertStillParses(at, round.text, name);
    [at, last] = [round.text, [...round.findings]];
  }
  const known = new Set(before.filter(isError).map(({ rule }) => rule.id));
  const errors = last.filter(isError).filter(({ rule }) => !known.has(rule.id));
  assert.deepEqual(
    errors.map(({ rule }) => rule.id),
    [],
    `${name}: new errors in\n${at}`,
  );
  assert.deepEqual(
    last.filter(({ fixes }) => fixes[0]?.safe && fixes[0].edits.length > 0).map(({ rule }) => rule.id),
    [],
    `${name}: fixes are left in\n${at}`,
  );
}

/** One by one: the second suggestion of a finding has no other test. */
function checkEveryFix(sample: Sample) {
  const { text, name } = sample;
  const fixes = findingsIn(text, sample).flatMap(({ rule, fixes }) => fixes.map((fix: Fix) => ({ rule, fix })));
  for (const { rule, fix } of fixes) {
    const inOrder = [...fix.edits].sort((a, b) => a.span.start - b.span.start);
    inOrder.forEach(({ span }, i) => {
      assert.ok(span.start <= span.end && span.end <= text.length, `${name} ${rule.id}: outside of the text`);
      assert.ok((inOrder[i - 1]?.span.end ?? 0) <= span.start, `${name} ${rule.id}: edits overlap`);
    });
    const fixed = applyEdits(text, fix.edits);
    // Its purpose is that other lines are read differently.
    if (rule.id !== 'containerfile/ignored-escape-directive')
      assertRestIsKept(text, fix.edits, fixed, `${name} ${rule.id}`);
    assertStillParses(text, fixed, `${name} ${rule.id}`);
    assert.ok(!fix.safe || !fix.others?.length, `${name} ${rule.id}: a fix of other files is safe`);
  }
}

describe('safe fixes, all at once, change nothing else', () => {
  test('in the rules’ own examples', () => examples.forEach(checkSafeFixes));
  test('in the labelled cases', { skip }, () => labels.forEach(checkSafeFixes));
});

describe('every fix alone changes nothing else', () => {
  test('in the rules’ own examples', () => examples.forEach(checkEveryFix));
  test('in the labelled cases', { skip }, () => labels.forEach(checkEveryFix));
});
