import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from '../../server/core/span.ts';
import { contentOf, everything, modelOf } from '../support/containerfile.ts';
import { random } from '../support/random.ts';

const tokens = [
  ...['FROM ', 'RUN ', 'ENV ', 'ARG ', 'LABEL ', 'COPY ', 'ADD ', 'CMD ', 'ONBUILD ', 'USER ', 'HEALTHCHECK ', 'rum '],
  ...['\n', '\n', '\n', '\r\n', '\r', '\\\n', '\\ \n', '\\\r\n', '`\n', '\\', '`', ' ', '\t', '\uFEFF', '\u00a0', '💥'],
  ...['#', '# escape=`\n', '# syntax=x\n', '<<EOF', '3<<-"E"', '<<', "<<'", 'EOF\n', 'EOF', '\tE\n', '$((', '))'],
  ...[
    '"',
    "'",
    '[',
    ']',
    '["a", "b"]',
    ',',
    '=',
    'A=1',
    'B="c d"',
    '$A',
    '${A:-',
    '${',
    '}',
    '--mount=from=x',
    '--',
    '--x=',
  ],
  ...['alpine', 'a:1@', ' AS a', ' AS ', 'root', 'CMD', 'NONE', '/x', '\0'],
];

test('whatever is typed is read to its end, and an edit gives what a new reading gives', () => {
  const { below, pick } = random(20260601);
  for (let round = 0; round < 1500; round++) {
    let text = Array.from({ length: below(60) }, () => pick(tokens)).join('');
    let model = modelOf(text);
    checkSpans(text, model);
    for (let edit = 0; edit < 3; edit++) {
      const start = below(text.length + 1);
      text = text.slice(0, start) + (below(3) === 0 ? '' : pick(tokens)) + text.slice(start + below(8));
      model = modelOf(text, model);
      assert.deepEqual(everything(model), everything(modelOf(text)), JSON.stringify(text));
      checkSpans(text, model);
    }
  }
});

function checkSpans(text: string, model: ReturnType<typeof modelOf>) {
  const said = JSON.stringify(text);
  for (const { start, end } of spansIn(everything(model)))
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} in ${said}`);
  let last = 0;
  for (const { span, shellText, json, heredocs } of contentOf(model).withTriggers) {
    assert.ok(span.start >= Math.min(last, span.start), said);
    last = span.end;
    for (const word of json ?? []) assert.equal(text[word.span.start], '"', said);
    for (const shell of [shellText, ...heredocs.map(heredoc => heredoc.shellText)])
      if (shell) assert.ok(shell.start + shell.text.length <= span.end, said);
  }
}

function* spansIn(value: unknown): Generator<Span> {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value) yield value as Span;
  for (const part of Object.values(value)) yield* spansIn(part);
}

test('a lot of anything is read, too', () => {
  const many = 300_000;
  assert.equal(contentOf(modelOf(`RUN a \\\n${'#\n'.repeat(many)} b`)).comments.length, many);
  assert.equal(contentOf(modelOf(`ENV ${'A=1 '.repeat(many)}`)).instructions[0]?.pairs.length, many);
  assert.equal(contentOf(modelOf(`CMD [${'"a",'.repeat(many)}"b"]`)).instructions[0]?.json?.length, many + 1);
  assert.equal(contentOf(modelOf('USER a\n'.repeat(many))).instructions.length, many);
  assert.equal(contentOf(modelOf(`RUN ${'<<A '.repeat(many / 10)}\n${'A\n'.repeat(many / 10)}`)).problems.length, 0);
});

test('an edit parses one instruction again', () => {
  const line = (i: number) => `RUN echo ${i} && \\\n  make\n`;
  const text = `FROM a\n${Array.from({ length: 200 }, (_, i) => line(i)).join('')}`;
  const before = modelOf(text);
  const after = modelOf(text.replace('echo 7 ', 'echo 7x '), before);
  const known = new Set(contentOf(before).instructions.map(({ origin }) => origin));
  const fresh = contentOf(after).instructions.filter(({ origin }) => !known.has(origin));
  assert.deepEqual(
    fresh.map(({ words }) => words[1]?.value),
    ['7x'],
  );
  assert.equal(modelOf(text, before), before);
});
