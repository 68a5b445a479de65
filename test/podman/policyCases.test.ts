import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labelled } from '../support/labelledCases.ts';
import { lint } from '../support/lint.ts';

interface PolicyCase {
  readonly id: string;
  readonly content: string;
  /** Whether skopeo loads the policy. */
  readonly accepted: boolean;
  readonly error: string | null;
}

const { cases, skip } = labelled<PolicyCase>('policy.jsonl');

describe('policy/invalid-policy agrees with skopeo', { skip }, () => {
  for (const { id, content, accepted, error } of cases) {
    test(id, () => {
      const findings = lint('containers/policy.json', content).filter(
        ({ rule }) => rule.id === 'policy/invalid-policy',
      );
      const said = findings.map(({ message }) => message.text.en);
      assert.equal(findings.length === 0, accepted, `skopeo: ${error}; we: ${said.join(' ')}`);
    });
  }
});

describe('one fault is one finding', { skip }, () => {
  for (const { id, content, accepted } of cases) {
    if (accepted) continue;
    test(id, () => {
      const findings = lint('containers/policy.json', content).filter(
        ({ rule }) => rule.id === 'policy/invalid-policy',
      );
      assert.equal(findings.length, 1, findings.map(({ message }) => message.text.en).join(' '));
    });
  }
});
