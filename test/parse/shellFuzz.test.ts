import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from '../../server/core/span.ts';
import { optionsOf } from '../../server/parse/shell/options.ts';
import { parseShell } from '../../server/parse/shell/parseShell.ts';

const pieces = [
  ...['curl', 'sudo', '-k', 'sh', '-c', 'bash', 'eval', 'env', 'A=b', 'x', 'find', '-exec', ';', '\\;', '+', 'é', '😀'],
  ...[' ', ' ', ' ', '\n', '\\\n', '\r\n', '\t', '#', '!', '\\', '$X', '${', '}', '$(', ')', '(', '`', '\\`', '"', "'"],
  ...["$'", '|', '|&', '&&', '||', '&', '>', '<', '<<EOF\n', 'EOF\n', '<<<', '<(', '>(', '2>&1', '[[', ']]', '$(('],
  ...['if', 'then', 'fi', 'for', 'in', 'do', 'done', 'while', 'case', 'esac', ';;', '{', 'f()', '0', '=', '*', '{a,b}'],
];

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

test('any text gives commands whose places are in the text', () => {
  const random = numbers(20260601);
  const pick = () => pieces[Math.floor(random.next().value * pieces.length)] ?? '';
  for (let round = 0; round < 4000; round++) {
    const text = Array.from({ length: 1 + (round % 30) }, pick).join(round % 3 === 0 ? ' ' : '');
    const within = ({ start, end }: Span) => 100 <= start && start <= end && end <= 100 + text.length;
    for (const command of parseShell(text, 100)) {
      const spans = [command.span, ...command.words.map(word => word.span)];
      spans.push(...command.redirections.map(redirection => redirection.span));
      spans.push(...command.assignments.flatMap(({ span, value }) => [span, value.span]));
      spans.push(...command.wrappers.map(wrapper => wrapper.span));
      spans.push(...optionsOf(command.args, { valued: 'x' }).map(option => option.at));
      const outside = spans.filter(span => !within(span));
      assert.deepEqual(outside, [], JSON.stringify(text));
      for (const word of command.words) {
        const source = text.slice(word.span.start - 100, word.span.end - 100);
        if (!word.dynamic && !/[\\'"\r$]/.test(source)) assert.equal(word.text, source, JSON.stringify(text));
      }
    }
  }
});

test('what is nested too deep ends the parsing, not the program', () => {
  for (const open of ['$(', '(', '{ ', '`', 'if ', '${a:-', '"$(', 'sh -c "', '<(']) {
    assert.ok(Array.isArray(parseShell(`curl -k x\n${open.repeat(20_000)}`, 0)));
  }
});
