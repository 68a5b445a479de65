import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompletionList } from 'vscode-languageserver/node';
import { defaultSettings } from '../../server/core/settings.ts';
import type { Locale } from '../../server/core/text.ts';
import { complete } from '../../server/lsp/policy/completion.ts';
import { explainImage } from '../../server/lsp/policy/explainImage.ts';
import { hover } from '../../server/lsp/policy/hover.ts';
import { parseJson } from '../../server/parse/json/parse.ts';
import { imageLookup } from '../../server/parse/policy/images.ts';
import { kinds } from '../../server/rules/registry.ts';
import { filesAround } from '../support/filesAround.ts';
import { unmark } from '../support/marked.ts';
import { editor, TestClient } from './support/testClient.ts';

const around = {
  'web/Containerfile':
    'FROM nginx:1.27 AS base\nFROM --platform=linux/amd64 quay.io/acme/app:1\nFROM base\nFROM scratch\n',
  'pod.yaml': 'spec:\n  containers:\n  - image: "registry.example.com:5000/team/db:1"\n',
  'web.container': '[Container]\nImage=docker.io/library/redis:7\n',
  'README.md': 'FROM nothing.example/x\n',
};

const context = (locale: Locale = 'en') => ({
  settings: defaultSettings,
  locale,
  workspace: filesAround(around, 'policy.json'),
});

/** What is proposed at the mark, and what the first of it would replace. */
function proposed(marked: string) {
  const { text, spans } = unmark(marked);
  const found = complete(parseJson(text), spans[0]?.start ?? 0, context());
  return {
    labels: found?.items.map(({ label }) => label) ?? [],
    items: found?.items ?? [],
    replaced: found && text.slice(found.span.start, found.span.end),
  };
}

describe('completion in a policy', () => {
  test('transports', () => {
    const { labels, items } = proposed('{"transports": {«»}}');
    assert.ok(labels.includes('"docker"') && labels.includes('"containers-storage"'));
    assert.equal(items[0]?.snippet, '"docker": {"${1:}": [{"type": "${2:reject}"}]}');
  });

  test('a first requirement, as soon as the file is one of these', async () => {
    const client = await TestClient.start({ kinds, capabilities: { ...editor, textDocument: { completion: {} } } });
    for (const text of ['{"default": [', '{\n  "default": [\n  ]\n}\n', '{"default": [{"type": "']) {
      const uri = `file:///work/${text.length}/policy.json`;
      await client.open(uri, text, 'json');
      const position = client.document(uri).positionAt(text.search(/\s*\]|$/));
      const found = await client.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
      assert.ok(
        (found as CompletionList | null)?.items.some(({ label }) => label.includes('"reject"')),
        text,
      );
    }
    client.stop();
  });

  test('nothing right behind a value', () => {
    assert.deepEqual(proposed('{"default": [{"type": "reject"}«»]}').labels, []);
    assert.deepEqual(proposed('{"default": [], "transports": {"docker": {}«»}}').labels, []);
    assert.ok(proposed('{"default": [{"type": "reject"},«»]}').labels.length > 0);
  });

  test('a key that has a value is replaced alone', () => {
    const { items, replaced } = proposed('{"transports": {"do«»": {}}}');
    assert.equal(replaced, '"do"');
    assert.equal(items[0]?.snippet, undefined);
    assert.equal(items[0]?.text, '"docker"');
  });

  test('scopes from the images of the workspace, by their full names, and what they are parts of', () => {
    const { labels } = proposed('{"transports": {"docker": {"quay.io": [], "«»"}}}');
    assert.deepEqual([...labels].sort(), [
      '""',
      '"*.com"',
      '"*.example.com"',
      '"*.io"',
      '"docker.io"',
      '"docker.io/library"',
      '"docker.io/library/nginx"',
      '"docker.io/library/redis"',
      '"quay.io/acme"',
      '"quay.io/acme/app"',
      '"registry.example.com:5000"',
      '"registry.example.com:5000/team"',
      '"registry.example.com:5000/team/db"',
    ]);
  });

  test('requirements', () => {
    for (const text of ['{"default": [«»]}', '{"transports": {"docker": {"": [{"type": "reject"}, «»]}}}'])
      assert.equal(proposed(text).labels[0], '{"type": "reject"}', text);
    assert.ok(proposed('{"default": [{"type": "«»"}]}').labels.includes('"sigstoreSigned"'));
    assert.ok(proposed('{"default": [{"type": «»}]}').labels.includes('"sigstoreSigned"'));
  });

  test('identities and paths of keys', () => {
    const identity = '{"default": [{"type": "signedBy", "signedIdentity": ';
    assert.equal(proposed(`${identity}«»}]}`).labels[0], '{"type": "matchRepoDigestOrExact"}');
    assert.ok(proposed(`${identity}{"type": "«»"}}]}`).labels.includes('"remapIdentity"'));
    const used =
      '{"default": [{"type": "signedBy", "keyPath": "/etc/a.gpg"}, {"type": "signedBy", "keyPaths": ["«»"]}]}';
    assert.equal(proposed(used).labels[0], '"/etc/a.gpg"');
  });

  test('in a text that is still being typed', () => {
    for (const [text, label] of [
      ['{"default": [«»', '{"type": "reject"}'],
      ['{"default": [{"type": "signedBy"},\n  «»', '{"type": "reject"}'],
      ['{"default": [{"type": "«»', '"insecureAcceptAnything"'],
      ['{"transports": {"docker": {}, "do«»', '"containers-storage"'],
      ['{"default": «»}', '[{"type": "reject"}]'],
      ['{"transports": {"docker": {"quay.io": «»', '[{"type": "reject"}]'],
      ['{"transports": {"containers-storage": {"«»', '"[overlay@/var/lib/containers/storage]"'],
    ] as const)
      assert.equal(proposed(text).labels[0], label, text);
  });

  test('all of a string is replaced, of an unfinished one what is typed; a comma parts it from what follows', () => {
    assert.equal(proposed('{"default": [{"type": "sig«»ned"}]}').replaced, '"signed"');
    assert.equal(proposed('{"default": [{"type": "sig«»}]}').replaced, '"sig');
    assert.equal(proposed('{"default": [«»{"type": "reject"}]}').items[0]?.text, '{"type": "reject"},');
    assert.equal(proposed('{"transports": {«» "oci": {}}}').items[0]?.snippet?.at(-1), ',');
    assert.equal(proposed('{"transports": {"do«»": {}, "oci": {}}}').items[0]?.text, '"docker"');
  });

  test('an editor replaces all of a string, whatever its habit', async () => {
    const completion = { completionItem: { insertReplaceSupport: true } };
    const capabilities = { ...editor, textDocument: { ...editor.textDocument, completion } };
    const client = await TestClient.start({ kinds, capabilities });
    const uri = 'file:///work/containers/policy.json';
    await client.open(uri, '{"default": [{"type": "sig"}]}', 'json');
    const position = { line: 0, character: 25 };
    const { items } = await client.connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    const range = { start: { line: 0, character: 22 }, end: { line: 0, character: 27 } };
    assert.deepEqual(items[0]?.textEdit, { newText: '"insecureAcceptAnything"', range });
  });

  test('paths of keys of the same kind', () => {
    const text =
      '{"default": [{"type": "signedBy", "keyPath": "/a.gpg"}, {"type": "sigstoreSigned", "keyPath": "«»"}]}';
    assert.deepEqual(proposed(text).labels, ['"/etc/pki/containers/"']);
  });

  test('nothing where nothing is known', () => {
    for (const text of [
      '«»',
      '{«»}',
      '{"default": «»[]}',
      '{"transports": {"docker": {"": [{"x": "«»"}]}}}',
      '{"a": {«»}}',
    ])
      assert.deepEqual(proposed(text).labels, [], text);
  });
});

const policy = `{
  "default": [{"type": "reject"}],
  "transports": {
    "docker": {
      "quay.io/acme": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/acme.gpg"}],
      "quay.io": [{"type": "insecureAcceptAnything"}],
      "*.example.com": [{"type": "sigstoreSigned", "keyPath": "/k.pub", "rekorPublicKeyPath": "/r.pub", "signedIdentity": {"type": "matchRepository"}}]
    },
    "oci": {"/srv/images": [{"type": "insecureAcceptAnything"}]}
  }
}`;

const file = parseJson(policy);

const about = (word: string, locale: Locale = 'en'): string =>
  hover(file, policy.indexOf(word) + 2, context(locale))?.paragraphs.join('\n') ?? '';

describe('hover in a policy', () => {
  test('a scope: what falls under it, what it asks for, what holds without it', () => {
    const said = about('"quay.io/acme"');
    assert.match(said, /The repository `quay\.io\/acme` and everything below it/);
    assert.match(said, /GnuPG.*`\/etc\/pki\/acme\.gpg`.*same name and tag/);
    assert.match(said, /`"quay\.io\/acme"` → `"quay\.io"` → `default`/);
    assert.match(said, /Without it `"quay\.io"` would hold:\n\n- Accepts the image without/);
    assert.match(about('"*.example.com"'), /Every registry below `example\.com`/);
    assert.match(about('"default"'), /Every image that no scope names/);
  });

  test('a transport, a requirement, an identity', () => {
    assert.match(about('"docker"'), /registries/);
    assert.match(about('"sigstoreSigned"'), /Sigstore.*transparency log.*any tag/);
    assert.match(about('"matchRepository"'), /any tag of the same repository/);
    assert.match(about('"sigstoreSigned"', 'ja'), /署名/);
    assert.equal(about('"keyType"'), '');
  });
});

describe('what becomes of an image', () => {
  for (const [image, strength, decides] of [
    ['quay.io/acme/app:1', 'signed', '"quay.io/acme"'],
    ['docker://quay.io/other/app', 'accept', '"quay.io"'],
    ['nginx', 'reject', 'default'],
    ['dev.example.com:5000/a', 'signed', '"*.example.com"'],
    ['oci:/srv/images/x:latest', 'accept', '"/srv/images"'],
    ['docker-archive:/tmp/x.tar', 'reject', 'default'],
    ['docker-daemon:nginx:latest', 'reject', 'default'],
  ] as const)
    test(image, () => {
      const verdict = explainImage(file, image, 'en');
      assert.equal(verdict?.strength, strength);
      const looked = verdict?.paragraphs.find(text => text.startsWith('Looked for'));
      assert.ok(looked?.endsWith(`- \`${decides}\`: this decides`), looked);
    });

  const storage = '[overlay@/var/lib/containers/storage]';

  /** What skopeo 1.22 said with policies that reject one scope and accept the rest; of `atomic` and `sif` its source. */
  for (const [image = '', ...scopes] of [
    ['dir:/srv/x:latest', '/srv/x:latest', '/srv', ''],
    ['dir:/srv/a/../x/', '/srv/x', '/srv', ''],
    ['sif:/srv/x.sif', '/srv/x.sif', '/srv', ''],
    ['oci-archive:/srv/x.tar:quay.io/a/b:1', '/srv/x.tar', '/srv', ''],
    ['docker-archive:/srv/x.tar:busybox:1', ''],
    ['tarball:/srv/x.tar', ''],
    [`docker-daemon:sha256:${'a'.repeat(64)}`, ''],
    ['docker-daemon:busybox:1', 'docker.io/library/busybox:1', 'docker.io/library/busybox', 'docker.io/library'],
    ['docker://centos', 'docker.io/library/centos:latest', 'docker.io/library/centos'],
    ['centos', 'quay.io/centos/centos:latest', 'quay.io/centos/centos'],
    ['atomic:h.example:8443/ns/s:t', 'h.example:8443/ns/s:t', 'h.example:8443/ns/s', 'h.example:8443/ns'],
    ['containers-storage:localhost/app', `${storage}localhost/app:latest`, `${storage}localhost/app`],
    [
      'containers-storage:[vfs@/a+/run]x:1',
      '[vfs@/a]docker.io/library/x:1',
      '[vfs@/a]docker.io/library/x',
      '[vfs@/a]docker.io/library',
      '[vfs@/a]docker.io',
      '[vfs@/a]',
      '[/a]',
      '',
    ],
    [`containers-storage:${'a'.repeat(64)}`, `${storage}@${'a'.repeat(64)}`, storage, '[/var/lib/containers/storage]'],
  ])
    test(`the scopes of ${image}`, () => {
      const looked = imageLookup(image)?.scopes ?? [];
      assert.deepEqual(looked.slice(0, scopes.length), scopes);
      assert.equal(looked.at(-1), '');
    });

  test('a relative path is compared with nothing', () => {
    assert.equal(imageLookup('dir:x')?.scopes, undefined);
    assert.match(explainImage(file, 'dir:x', 'en')?.paragraphs.join() ?? '', /cannot be said.*absolute/);
  });

  test('short names are written out', () =>
    assert.match(explainImage(file, 'busybox:1', 'en')?.paragraphs[0] ?? '', /docker\.io\/library\/busybox:1/));

  test('what the name leaves open is said', () => {
    const second = (image: string) => explainImage(file, image, 'en')?.paragraphs[1] ?? '';
    assert.match(second('busybox:1'), /^`busybox:1` names no registry/);
    assert.match(second('containers-storage:localhost/app'), /^This is the usual storage of root/);
    for (const image of ['docker://busybox:1', 'localhost/busybox', 'containers-storage:[vfs@/a]x:1'])
      assert.match(second(image), /^Looked for/);
  });

  test('one requirement is no list', () => {
    assert.match(explainImage(file, 'nginx', 'en')?.paragraphs.at(-1) ?? '', /^`default`: Rejects the image\.$/);
    assert.match(explainImage(file, 'quay.io/acme/a', 'ja')?.paragraphs.at(-1) ?? '', /^[^。]*。[^ ]*鍵: [^ ]*。/);
  });

  test('nothing of what is no image, or no policy', () => {
    assert.equal(explainImage(file, 'Not an image', 'en'), undefined);
    assert.equal(explainImage(parseJson('[]'), 'busybox', 'en'), undefined);
  });
});
