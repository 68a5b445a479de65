import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isFromRegistry, parseImageReference } from '../../server/parse/imageReference.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('image references', () => {
  for (const [text, expected] of [
    ['alpine', { path: 'alpine' }],
    ['alpine:3.20', { path: 'alpine', tag: '3.20' }],
    ['foo/bar.baz', { path: 'foo/bar.baz' }],
    ['library/node.js:1', { path: 'library/node.js', tag: '1' }],
    ['registry:5000/img', { host: 'registry:5000', path: 'img' }],
    [`registry:5000/img:tag@${digest}`, { host: 'registry:5000', path: 'img', tag: 'tag', digest }],
    [`quay.io/a/b/c@${digest}`, { host: 'quay.io', path: 'a/b/c', digest }],
    ['localhost/app', { host: 'localhost', path: 'app' }],
    ['localhost:5000/app:1', { host: 'localhost:5000', path: 'app', tag: '1' }],
    ['[::1]:5000/app', { host: '[::1]:5000', path: 'app' }],
    ['docker://quay.io/a:1', { transport: 'docker', host: 'quay.io', path: 'a', tag: '1' }],
    ['oci:/var/x:tag', { transport: 'oci', path: '/var/x:tag' }],
    ['oci-archive:x.tar', { transport: 'oci-archive', path: 'x.tar' }],
    ['dir:./x', { transport: 'dir', path: './x' }],
    ['containers-storage:localhost/a:1', { transport: 'containers-storage', path: 'localhost/a:1' }],
    ['a__b/c--d', { path: 'a__b/c--d' }],
  ] as const) {
    test(text, () => {
      const { transport, host, path, tag, digest } = parseImageReference(text) ?? {};
      assert.deepEqual(
        { transport, host, path, tag, digest },
        { transport: undefined, host: undefined, tag: undefined, digest: undefined, ...expected },
      );
    });
  }

  for (const text of [
    '',
    'Alpine',
    'a:',
    'a@',
    'a@sha256:12',
    '/a',
    'a/',
    'a//b',
    '-a',
    'a_-b',
    '$X',
    'a:$X',
    'a b',
    ':1',
    'quay.io/',
    'oci:',
    '0'.repeat(64),
  ])
    test(`"${text}" is none`, () => assert.equal(parseImageReference(text), undefined));

  test('parts have places', () => {
    const text = `docker://registry:5000/img:tag@${digest}`;
    const found = parseImageReference(text);
    const slice = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    assert.equal(slice(found?.nameSpan), 'registry:5000/img');
    assert.equal(slice(found?.hostSpan), 'registry:5000');
    assert.equal(slice(found?.tagSpan), 'tag');
    assert.equal(slice(found?.digestSpan), digest);
  });

  test('which come from a registry', () => {
    const remote = (text: string) => {
      const reference = parseImageReference(text);
      return reference && isFromRegistry(reference);
    };
    assert.equal(remote('alpine'), true);
    assert.equal(remote('docker://alpine'), true);
    assert.equal(remote('localhost/alpine'), false);
    assert.equal(remote('dir:alpine'), false);
  });
});
