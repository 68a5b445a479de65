import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isCandidate } from '../../client/candidate.ts';
import { detect } from '../../server/core/kind.ts';
import { kinds } from '../../server/rules/registry.ts';
import { unmark } from '../support/marked.ts';

/** VS Code's language for a file of ours. */
const languageOf = (path: string): string => {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.conf')) return 'properties';
  return path.endsWith('.json') ? 'json' : 'dockerfile';
};

describe('the server is started', () => {
  for (const { id, rules, exampleFile } of kinds) {
    test(`for every example of ${id}`, () => {
      for (const { examples } of rules) {
        for (const { file = exampleFile, text: marked } of [...examples.bad, ...examples.good]) {
          const { text } = unmark(marked);
          const languageId = languageOf(file);
          // What only its name makes ours gets its findings as soon as there is any text of ours.
          if (!detect({ path: file, text, languageId }, kinds)) continue;
          assert.ok(isCandidate({ languageId, path: `/project/${file}`, text }), `${file}\n${text}`);
        }
      }
    });
  }

  test('for an empty policy.json, seccomp profile and config file', () => {
    for (const path of ['/etc/containers/policy.json', '/p/my-seccomp.json', '/p/.podseal.yaml'])
      assert.ok(isCandidate({ languageId: languageOf(path), path, text: '' }), path);
  });
});

describe('the server is not started', () => {
  const others = [
    { languageId: 'plaintext', path: '/p/Containerfile.md', text: 'FROM scratch\napiVersion: v1' },
    { languageId: 'yaml', path: '/p/.github/workflows/ci.yaml', text: 'on: push\njobs: {}\n' },
    { languageId: 'properties', path: '/etc/nginx/nginx.conf', text: 'worker_processes 1;\n' },
    { languageId: 'toml', path: '/p/Cargo.toml', text: '[package]\n' },
    { languageId: 'json', path: '/p/package.json', text: '{"name": "web", "version": "1.0.0"}' },
  ];
  for (const other of others) test(`for ${other.path}`, () => assert.equal(isCandidate(other), false));
});
