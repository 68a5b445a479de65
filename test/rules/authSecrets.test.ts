import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { say } from '../../server/core/text.ts';
import { ids, lint } from '../support/lint.ts';

const password = 'Tr0ub4dor-and-3';
const encoded = Buffer.from(`me:${password}`).toString('base64');

describe('no finding about auth.json says a secret', () => {
  for (const [name, text] of [
    ['auth', `{"auths": {"registry.example": {"auth": "${encoded}"}}}`],
    ['single quotes', `{'auths': {'registry.example': {'auth': '${encoded}'}}}`],
    ['no quotes', `{auths: {"registry.example": {"auth": ${encoded}}}}`],
    ['open string', `{"auths": {"registry.example": {"auth": "${encoded}\n}}}`],
    ['tab', `{"auths": {"registry.example": {"password": "${password}\t"}}}`],
    ['token', `{"auths": {"registry.example": {"identitytoken": "${password}"}}}`],
    ['in the key', `{"auths": {"https://me:${password}@registry.example": {"auth": "${encoded}"}}}`],
    ['no colon', `{"auths": {"registry.example": {"auth": "${Buffer.from(password).toString('base64')}"}}}`],
  ] as const) {
    test(name, () => {
      const findings = lint('containers/auth.json', text, { profile: 'strict' });
      assert.notDeepEqual(ids(findings), []);
      for (const finding of findings) {
        const texts = [finding.message.text, finding.rule.why, finding.rule.remedy];
        const said = texts.flatMap(text =>
          (['en', 'ja'] as const).map(locale => say({ ...finding.message, text }, locale)),
        );
        const all = JSON.stringify([said, finding.message, finding.fixes, finding.related]);
        assert.ok(!all.includes(encoded) && !all.includes(password), all);
      }
    });
  }
});
