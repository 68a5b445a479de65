import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labelled } from '../support/labelledCases.ts';
import { ids, lint } from '../support/lint.ts';

interface SeccompCase {
  readonly id: string;
  readonly content: string;
  readonly accepted: boolean;
  readonly error: string | null;
}

const { cases, skip } = labelled<SeccompCase>('seccomp.jsonl');

/** How Go's encoding/json begins to complain about a text that is no JSON. */
const noJson = /decoding seccomp profile failed: (?:invalid character|unexpected end of JSON input)/;

describe('seccomp/invalid-json agrees with Podman', { skip }, () => {
  for (const { id, content, error } of cases) {
    test(id, () => {
      const refused = noJson.test(error ?? '');
      const findings = lint('seccomp.json', content).filter(({ rule }) => rule.id === 'seccomp/invalid-json');
      assert.equal(findings.length > 0, refused, `Podman: ${error}`);
    });
  }
});

describe("profiles made from Podman's own are not called dangerous", { skip }, () => {
  for (const { id, content } of cases) {
    if (!id.startsWith('abi-')) continue;
    test(id, () => assert.ok(!ids(lint('seccomp.json', content)).includes('seccomp/dangerous-syscall')));
  }
});

describe('profiles that leave a container unconfined or allow by default are found', { skip }, () => {
  for (const { id, content, accepted } of cases) {
    // A manifest of Kubernetes' security profiles operator is no profile yet, whatever its file is called.
    if (!accepted || content.includes('"apiVersion"')) continue;
    test(id, () => {
      const found = ids(lint('seccomp.json', content)).includes('seccomp/default-action');
      assert.equal(found, deniesNothingByDefault(content));
    });
  }
});

/** What Go's decoder makes of the profile, told in a few lines: the last spelling of a key wins. */
function deniesNothingByDefault(content: string): boolean {
  const entries = Object.entries((JSON.parse(content) ?? {}) as Record<string, unknown>);
  const field = (name: string) => entries.findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  const action = field('defaultAction');
  return action === undefined || !/KILL|ERRNO/.test(String(action));
}
