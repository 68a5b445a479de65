import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { lint } from '../support/lint.ts';

const requirement = (text: string): string => `{"default": [${text}]}`;

const mistakes = [
  // The unknown key is the one that is missed.
  requirement('{"type": "signedBy", "keyType": "GPGKeys", "keyFile": "/a"}'),
  requirement('{"type": "sigstoreSigned", "pki": {"caPath": "/a", "subjectEmail": "a@b.example"}}'),
  // A broken value has no meaning to be judged.
  requirement('{"type": "re\\ject"}'),
  '{"default": [+1]}',
  '{"default": [NULL]}',
];

describe('one mistake in a policy is one finding', () => {
  for (const text of mistakes)
    test(text, () => {
      const said = lint('containers/policy.json', text).map(({ rule }) => rule.id);
      assert.deepEqual(said, ['policy/invalid-policy']);
    });
});
