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

/** The rules that say what is refused; all others are about profiles that start. */
const verdicts = new Set(['seccomp/invalid-json', 'seccomp/invalid-profile', 'seccomp/runtime-baseline-missing']);

describe('an error says what Podman and crun refuse, and nothing else', { skip }, () => {
  for (const { id, content, accepted, error } of cases) {
    test(id, () => {
      const errors = lint('seccomp.json', content).filter(
        ({ rule, severity }) => verdicts.has(rule.id) && severity === 'error',
      );
      assert.equal(errors.length === 0, accepted, `Podman: ${error}; found: ${ids(errors)}`);
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
    if (!accepted) continue;
    test(id, () => {
      const found = ids(lint('seccomp.json', content));
      const isFound = found.includes('seccomp/default-action') || found.includes('seccomp/unconfined-by-accident');
      assert.equal(isFound, deniesNothingByDefault(content));
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
