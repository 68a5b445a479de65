import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { lint } from '../support/lint.ts';

/** All first fixes, run after run, as `--fix-suggested` and fix-all apply them. Every text on the way counts. */
function repaired(text: string, rules: readonly string[]): string[] {
  const texts: string[] = [];
  for (let run = 0, at = text; run < 10; run++) {
    const findings = lint('Containerfile', at).filter(({ rule }) => rules.includes(rule.id));
    const fixed = applyEdits(at, combineFixes(findings.flatMap(({ fixes }) => fixes.slice(0, 1))));
    if (fixed === at) return texts;
    texts.push(fixed);
    at = fixed;
  }
  return texts;
}

const tls = ['containerfile/tls-verification'];
const both = [...tls, 'containerfile/secret-in-env'];

describe('fixes that are applied together leave no instruction without its arguments', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0 PYTHONHTTPSVERIFY=0 GIT_SSL_NO_VERIFY=1\nUSER 1\n', 'USER 1\n', tls],
    ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0 NPM_TOKEN=abcdef\n', '', both],
    ['ENV NPM_TOKEN=abcdef \\\n# why\nGH_TOKEN=abcdef \\\n  API_KEY=abcdef\n', '', both],
    ['ENV NPM_TOKEN=abcdef \\\r\n  # why\r\n  GH_TOKEN=abcdef\r\n', '', both],
    ['ENV NPM_TOKEN=abcdef \\\n# why\nGH_TOKEN=abcdef \\\n  B=2\n', 'ENV \\\n# why\nB=2\n', both],
    ['ARG NPM_TOKEN=abcdef GH_TOKEN=abcdef', '', both],
    ['RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 PYTHONHTTPSVERIFY=0 && npm ci\n', 'RUN npm ci\n', tls],
    ['RUN curl -kk https://b\n', 'RUN curl https://b\n', tls],
    ['RUN npm config set strict-ssl false && yarn config set strict-ssl false\n', '', tls],
  ];
  for (const [text, expected, rules] of cases) {
    test(text, () => {
      const texts = repaired(`FROM quay.io/a/b:1\n${text}`, rules);
      assert.equal(texts.at(-1), `FROM quay.io/a/b:1\n${expected}`);
      for (const each of texts) assert.doesNotMatch(each, /^(?:ENV|ARG|RUN)[ \t]*(?:\r?\n|$)/m);
    });
  }
});
