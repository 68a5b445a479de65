import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import type { Rule } from '../../server/core/rule.ts';
import { policy } from '../../server/rules/policy/kind.ts';
import { seccomp } from '../../server/rules/seccomp/kind.ts';
import { lint, linter } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';
import { random } from '../support/random.ts';

const profile = '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}';
const reject = '{"default": [{"type": "reject"}]}';

describe('which JSON files are ours', () => {
  const kindOf = (path: string, text: string) => linter.detect({ path, text })?.id;

  for (const [path, text, kind] of [
    ['any/name', profile, 'seccomp'],
    ['profile.json', `// comment\n${profile}`, 'seccomp'],
    ['profile.json', "\ufeff{defaultaction: 1, 'SYSCALLS': 2}", 'seccomp'],
    ['custom-seccomp.json', '{', 'seccomp'],
    ['Seccomp_Profile.json', '', 'seccomp'],
    ['seccomp.json', '[]', 'seccomp'],
    ['seccomp-report.json', '[]', undefined],
    ['seccomp.json', '{"apiVersion": "v1", "kind": "SeccompProfile", "spec": {"syscalls": []}}', 'seccomp'],
    ['seccomp.json', `{"ociVersion": "1.0.2", "linux": {"seccomp": ${profile}}}`, 'seccomp'],
    ['seccomp.json', '{"default_action": "SCMP_ACT_ERRNO"}', 'seccomp'],
    ['seccomp.json', '{"names": ["read"]}', 'seccomp'],
    ['libseccomp.json', '{"name": "libseccomp", "version": "2.5.4", "architecture": ["x86_64"]}', undefined],
    ['seccomp-report.json', '{"containers": 3, "unconfined": ["web"]}', undefined],
    ['seccomp.schema.json', '{}', undefined],
    ['seccomp.json', '{"apiVersion": "v1", "defaultAction": "x", "syscalls": []}', undefined],
    ['config.json', `{"ociVersion": "1.0.2", "linux": {"seccomp": ${profile}}}`, undefined],
    ['configmap.yaml', `{"data": ${JSON.stringify(profile)}}`, undefined],
    ['seccomp.md', 'Set "defaultAction": and "syscalls": first', undefined],
    ['etc/containers/policy.json', '', 'policy'],
    ['etc/containers/policy.json', 'null', 'policy'],
    ['trust.json', reject, 'policy'],
    ['trust.json', '{"default": [{"type": "insecureAcceptAnything"}]}', 'policy'],
    ['my-policy.json', '{"default": [], "transports": {}}', 'policy'],
    ['policy.json', '{"default": [', 'policy'],
    ['policy.json', '{\n  "default": \n}\n', 'policy'],
    ['policy.json', '{"default": "rule:admin"}', undefined],
    ['policy.json', '{"default": [["role:admin"]]}', undefined],
    ['policy.json', '{"default": [], "admin": []}', undefined],
    ['policy.json', '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}', undefined],
    ['etc/containers/policy.json', '{"Version": "2012-10-17", "Statement": []}', undefined],
    ['policy.json', '{"default": "allow", "rules": []}', undefined],
    ['logging.json', '{"default": {}, "transports": ["console"]}', undefined],
    ['package.json', '{"scripts": {}, "default": 1, "signedBy": 2}', undefined],
    ['settings.json', '{"default": [{"type": "reject"}]}', undefined],
  ] as const) {
    test(`${path} with ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(kindOf(path, text), kind));
  }
});

test('a text that did not change keeps its model', () => {
  const model = policy.parse(reject);
  assert.equal(policy.parse(reject, model), model);
  assert.notEqual(policy.parse(`${reject} `, model), model);
});

test('the config file names findings by JSON pointer', () => {
  const text =
    '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io": [{"type": "insecureAcceptAnything"}]}}}';
  const ignore = (pointer: string) => ({
    ignore: [{ rule: 'policy/public-registry-accept', pointer, reason: 'a mirror' }],
  });
  assert.equal(lint('containers/policy.json', text).length, 1);
  assert.equal(lint('containers/policy.json', text, ignore('/transports/docker/docker.io')).length, 0);
  assert.equal(lint('containers/policy.json', text, ignore('/transports/docker')).length, 0);
  assert.equal(lint('containers/policy.json', text, ignore('/transports/docker/docker')).length, 1);
});

for (const kind of [seccomp, policy]) {
  const rules = kind.rules as readonly Rule<unknown>[];
  const texts = rules.flatMap(({ examples }) =>
    [...examples.bad, ...examples.good].map(({ text }) => unmark(text).text),
  );

  test(`${kind.id}: whatever happens to an example, no exception, spans inside the text, fixes that end`, () => {
    const { pick, below } = random(kind.id.length);
    for (let round = 0; round < 3_000; round++) {
      const text = damage(pick(texts), pick, below);
      const file = { path: kind.exampleFile, text };
      if (!kind.claims(file)) continue;
      const findings = lint(file.path, text);
      for (const { span, fixes } of findings) {
        for (const at of [span, ...fixes.flatMap(fix => fix.edits.map(edit => edit.span))])
          assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length, JSON.stringify({ text, at }));
      }
      const fixed = applyEdits(text, combineFixes(findings.flatMap(({ fixes }) => fixes.slice(0, 1))));
      assert.ok(Array.isArray(lint(file.path, fixed)));
    }
  });
}

/** Cuts a piece out, doubles one, or puts rubbish in. */
function damage(text: string, pick: <T>(of: readonly T[]) => T, below: (limit: number) => number): string {
  let damaged = text;
  for (let times = below(3); times >= 0; times--) {
    const start = below(damaged.length + 1);
    const end = Math.min(damaged.length, start + below(30));
    const piece = pick([
      '',
      damaged.slice(start, end).repeat(2),
      '{',
      '"',
      '[null]',
      '\\',
      '//',
      "'",
      '0x',
      '😀',
      '\u0000',
    ]);
    damaged = damaged.slice(0, start) + piece + damaged.slice(end);
  }
  return damaged;
}
