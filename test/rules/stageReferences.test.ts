import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lint } from '../support/lint.ts';

const fixOf = (text: string) =>
  lint('Containerfile', text).find(({ rule }) => rule.id === 'containerfile/stage-reference')?.fixes?.[0];

test('the spelling of a stage is safe to correct only where Podman can find no image of that name', () => {
  assert.equal(fixOf('FROM a.b/c:1 AS Build\nFROM a.b/c:1\nCOPY --from=build /x /x\n')?.safe, true);
  assert.equal(fixOf('FROM a.b/c:1 AS Node\nFROM a.b/c:1\nCOPY --from=node /x /x\n')?.safe, false);
});
