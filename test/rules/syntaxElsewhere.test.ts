import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';

const isFound = (line: string, syntaxElsewhere: boolean): boolean =>
  ids(lint('Containerfile', `FROM scratch\n${line}\nUSER 1\n`, { syntaxElsewhere })).some(id =>
    /invalid|unknown|missing-arg|unterminated/.test(id),
  );

// As dockerfile-utils 0.16 of the language server in Container Tools has them.
const saidThere = [
  'COYP a /b',
  'COPY --chwon=1 a /b',
  'ENV A',
  'HEALTHCHECK --interval=5 CMD a',
  'EXPOSE a',
  'SHELL a',
];
const saidHere = [
  ...['RUN --netwrok=none a', 'CMD --version', 'RUN --mount=type=cache a', 'COPY --chmod=789 a /b', 'STOPSIGNAL A'],
  ...['EXPOSE 99999', 'COPY <<EOF /a\nb', 'USER ${A', 'CMD ["a", 1]'],
];

describe('beside another extension for Containerfiles', () => {
  for (const line of saidThere)
    test(`${line} is left to it`, () => {
      assert.equal(isFound(line, false), true);
      assert.equal(isFound(line, true), false);
    });
  for (const line of saidHere)
    test(`${JSON.stringify(line)}, which it does not report, is found`, () => assert.equal(isFound(line, true), true));
});
