import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/core/finding.ts';
import type { Model } from '../../server/core/kind.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import type { Containerfile } from '../../server/parse/containerfile/containerfile.ts';
import { containerfile } from '../../server/rules/containerfile/kind.ts';
import { modelOf } from '../support/containerfile.ts';
import { linter } from '../support/lint.ts';
import { mark } from '../support/marked.ts';
import { random } from '../support/random.ts';

const judged = (text: string, model: Model<Containerfile>): Finding[] =>
  linter.lint(containerfile, model, text, { ...defaultSettings, profile: 'strict', today: '2026-06-01' });

/** Only what rules on commands say: `text` with their spans marked. */
const commandRules = /(?:no-sudo|piped-script|tls-verification)$/;
const marked = (text: string, model: Model<Containerfile>): string =>
  mark(
    text,
    judged(text, model)
      .filter(({ rule }) => commandRules.test(rule.id))
      .map(({ span }) => span),
  );

const plain = (findings: readonly Finding[]): unknown =>
  findings.map(({ rule, severity, span, message, fixes, related }) => ({
    ...{ rule: rule.id, severity, span, message, fixes, related },
  }));

/** Both versions by one memory: what was judged of the first must not be said of the second where it does not hold. */
const steps: Readonly<Record<string, readonly [string, string]>> = {
  'another shell above': [
    'FROM a\nRUN curl https://b | «sh»\n',
    'FROM a\nSHELL ["pwsh", "-c"]\nRUN curl https://b | sh\n',
  ],
  'another shell in the parent stage': [
    'FROM a AS b\nSHELL ["pwsh", "-c"]\nFROM b\nRUN curl https://b | sh\n',
    'FROM a AS b\nSHELL ["bash", "-c"]\nFROM b\nRUN curl https://b | «sh»\n',
  ],
  'another shell below': [
    'FROM a\nRUN curl https://b | «sh»\n',
    'FROM a\nRUN curl https://b | «sh»\nSHELL ["pwsh", "-c"]\nRUN curl https://b | sh\n',
  ],
  'ONBUILD in front': ['FROM a\nRUN «sudo» id\n', 'FROM a\nONBUILD RUN «sudo» id\n'],
  'a last line that gets its break': ['FROM a\nRUN curl «-k» b', 'FROM a\nRUN curl «-k» b\n'],
  'blanks before': ['FROM a\nRUN curl «-k» b\n', 'FROM a\n  RUN curl «-k» b\n'],
  'blanks behind': ['FROM a\nRUN curl «-k» b\n', 'FROM a\nRUN curl «-k» b \t\n'],
  'LF to CRLF': [
    'FROM a\nRUN curl b \\\n «-k»\nRUN curl «-k» b\n',
    'FROM a\r\nRUN curl b \\\r\n «-k»\r\nRUN curl «-k» b\r\n',
  ],
  'the same instruction again': [
    'FROM a\nRUN curl «-k» b\nUSER 1\nRUN curl «-k» b\n',
    'FROM a\nRUN curl «-k» b\nRUN curl «-k» b\nUSER 1\n',
  ],
  'another escape character': ['FROM a\nRUN curl `\n  -k b\n', '# escape=`\nFROM a\nRUN curl `\n  «-k» b\n'],
  'a byte order mark': ['FROM a\nRUN curl «-k» b\n', '\uFEFFFROM a\nRUN curl «-k» b\n'],
};

describe('what is remembered of a run is said where it holds', () => {
  for (const [name, versions] of Object.entries(steps)) {
    for (const order of [versions, [...versions].reverse()]) {
      test(`${name}: ${JSON.stringify(order.at(-1))}`, () => {
        let model: Model<Containerfile> | undefined;
        for (const expected of order) {
          const text = expected.replace(/[«»]/g, '');
          model = modelOf(text, model);
          assert.equal(marked(text, model), expected);
        }
      });
    }
  }
});

test('the user who runs a command counts where it stands', () => {
  const text = 'FROM docker.io/library/debian:12\nRUN sudo id\nUSER 1001\nRUN sudo id\n';
  const said = (model: Model<Containerfile>, of: string) =>
    judged(of, model)
      .filter(({ rule }) => rule.id === 'containerfile/no-sudo')
      .map(({ fixes }) => fixes[0]?.safe);
  const model = modelOf(text);
  assert.deepEqual(said(model, text), [true, false]);
  const swapped = text.replace('RUN sudo id\nUSER 1001\n', 'USER 1001\nRUN sudo id\n');
  const next = modelOf(swapped, model);
  assert.deepEqual(said(next, swapped), [false, false]);
  assert.deepEqual(said(modelOf(text, next), text), [true, false]);
});

test('nobody knows who starts a container', () => {
  const text = 'FROM docker.io/library/debian:12\nCMD sudo id\nENTRYPOINT ["sudo", "id"]\nUSER 1001\nRUN sudo -b id\n';
  const fixes = judged(text, modelOf(text)).filter(({ rule }) => rule.id === 'containerfile/no-sudo');
  assert.deepEqual(
    fixes.map(finding => finding.fixes[0]?.safe),
    [false, false, false],
  );
});

const lines = [
  ...['FROM a', 'FROM a AS b', 'FROM b', 'FROM docker.io/library/debian:12', 'FROM scratch', 'USER 1001', 'USER root'],
  ...['SHELL ["pwsh", "-c"]', 'SHELL ["/bin/bash", "-c"]', '# escape=`', '# c', '', '  ', '\\', 'ENV A=1 NPM_TOKEN=x'],
  ...['RUN sudo id', ' RUN sudo id ', 'ONBUILD RUN sudo id', 'RUN sudo -u app id && curl -k b', 'CMD sudo id'],
  ...['RUN curl b \\', ' -k c', 'RUN ["curl", "-k", "b"]', 'RUN curl https://b | sh', 'RUN <<EOF', 'EOF', 'sudo id'],
  ...['ARG NPM_TOKEN', 'RUN echo $NPM_TOKEN', 'ENV NODE_TLS_REJECT_UNAUTHORIZED=0', 'RUN curl -k b `'],
  ...['RUN npm config set strict-ssl false', '\tRUN npm config set strict-ssl false'],
];

test('a file that somebody edits has the findings of the same file read anew', () => {
  const { below, pick } = random(20261121);
  for (let round = 0; round < 150; round++) {
    const file = Array.from({ length: 1 + below(14) }, () => pick(lines));
    let model: Model<Containerfile> | undefined;
    for (let edit = 0; edit < 8; edit++) {
      file.splice(below(file.length + 1), below(3), ...(below(3) > 0 ? [pick(lines)] : []));
      const text = file.join(below(4) === 0 ? '\r\n' : '\n') + (below(2) === 0 ? '\n' : '');
      model = modelOf(text, model);
      assert.deepEqual(plain(judged(text, model)), plain(judged(text, modelOf(text))), JSON.stringify(text));
    }
  }
});
