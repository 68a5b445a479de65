import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dockerScopes, repositoryOf, scopeParents } from '../../server/podman/policyLookup.ts';
import { labelled } from '../support/labelledCases.ts';

const digest = 'sha256:39cde4c245d91e1a74261e990985a8dbe5026d5a8aa332cc9a9b9c4fe48c3f81';
const app = { name: 'foo.example.com:5000/acme/app', tag: '1.0' };
const pinned = { name: app.name, digest };
const deep = { name: 'a.b.example.com:5000/acme/app', tag: '1.0' };
const bare = { name: 'example.com:5000/acme/app', tag: '1.0' };

/** What skopeo 1.22 said with a policy that rejects one scope and accepts the rest, for images in a real registry. */
const answers = [
  { image: app, matched: true, scopes: [`${app.name}:1.0`, app.name, 'foo.example.com:5000/acme'] },
  { image: app, matched: true, scopes: ['foo.example.com:5000', '*.example.com', '*.com', ''] },
  { image: app, matched: false, scopes: ['foo.example.com:5000/acme/', `${app.name}:`, `${app.name}:2.0`] },
  { image: app, matched: false, scopes: ['foo.example.com:5000/acme/*', 'foo.example.com:5000/ac'] },
  { image: app, matched: false, scopes: ['foo.example.com', 'foo.example.com/acme', 'example.com', '*'] },
  { image: app, matched: false, scopes: ['*.example.com:5000', '*.example.com/acme', '*.b.example.com'] },
  { image: app, matched: false, scopes: ['*.foo.example.com', 'FOO.example.com:5000'] },
  { image: app, matched: false, scopes: ['docker://foo.example.com:5000/acme', 'https://foo.example.com:5000'] },
  { image: app, matched: false, scopes: [`${app.name}@${digest}`, `${app.name}:1.0@${digest}`] },
  { image: pinned, matched: true, scopes: [app.name, `${app.name}@${digest}`, '*.example.com'] },
  { image: pinned, matched: false, scopes: [`${app.name}:1.0`] },
  { image: deep, matched: true, scopes: ['*.example.com', '*.b.example.com', '*.com'] },
  { image: deep, matched: false, scopes: ['*.*.example.com', 'a.*.example.com'] },
  { image: bare, matched: true, scopes: ['example.com:5000', '*.com'] },
  { image: bare, matched: false, scopes: ['*.example.com'] },
];

describe('the scopes of a policy that an image falls under', () => {
  for (const { image, matched, scopes } of answers) {
    for (const scope of scopes) {
      test(`${image.name} ${matched ? 'falls' : 'does not fall'} under "${scope}"`, () => {
        assert.equal(dockerScopes(image).includes(scope), matched);
      });
    }
  }

  test('the nearest comes first', () => {
    assert.deepEqual(dockerScopes({ name: 'quay.io/a/b' }), [
      'quay.io/a/b:latest',
      'quay.io/a/b',
      'quay.io/a',
      'quay.io',
      '*.io',
      '',
    ]);
  });
});

interface ScopeCase {
  readonly image: string;
  readonly scope: string;
  readonly result: string;
}

const { cases, skip } = labelled<ScopeCase>('policy-scopes.json');

/** A policy is asked for the name that is pulled, whatever registry it is fetched from. */
const pulled = (image: string): string => image.replace(/^remap (\S+) -> .*/, '$1/acme/app:1.0');

describe('scopes agree with skopeo', { skip }, () => {
  for (const { image, scope, result } of cases) {
    test(`${image} and "${scope}"`, () => {
      const reference = pulled(image);
      const name = repositoryOf(reference);
      const rest = reference.slice(name.length + 1);
      const scopes = dockerScopes(reference.includes('@') ? { name, digest: rest } : { name, tag: rest });
      assert.equal(scopes.includes(scope), result === 'is rejected by policy');
    });
  }
});

describe('what a scope is a part of', () => {
  for (const [transport, scope, parents] of [
    [
      'docker',
      'a.example.com:5000/b/c:1',
      ['a.example.com:5000/b/c', 'a.example.com:5000/b', 'a.example.com:5000', '*.example.com', '*.com', ''],
    ],
    ['docker', 'example.com', ['*.com', '']],
    ['docker', 'localhost:5000/a', ['localhost:5000', '']],
    ['docker', '*.b.example.com', ['*.example.com', '*.com', '']],
    ['docker', '', []],
    ['docker-daemon', 'quay.io/a@sha256:00', ['quay.io/a', 'quay.io', '*.io', '']],
    ['dir', '/srv/images/a', ['/srv/images', '/srv', '']],
    ['docker-archive', '', []],
    [
      'containers-storage',
      '[overlay@/s]quay.io/a:1@12',
      ['[overlay@/s]quay.io/a:1', '[overlay@/s]quay.io/a', '[overlay@/s]quay.io', '[overlay@/s]', '[/s]', ''],
    ],
    ['containers-storage', '[/s]', ['']],
  ] as const)
    test(`${transport} ${scope}`, () => assert.deepEqual(scopeParents(transport, scope), parents));
});
