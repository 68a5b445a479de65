import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseRegistriesD, type SignatureStore, storesOf } from '../../server/parse/registriesD.ts';

const said = (store: SignatureStore | undefined) =>
  store && [store.lookaside?.url, store.staging?.url, store.attachments];

describe('registries.d', () => {
  test('scopes and what holds for them', () => {
    const text = `# ours
default-docker:
  sigstore: https://old.example/
docker:
  registry.example/team:
    lookaside: https://sigs.example
    sigstore: https://old.example
    lookaside-staging: file:///var/lib/sigs
    use-sigstore-attachments: true
  "*.example.org": {use-sigstore-attachments: no}
  empty:
`;
    const { defaultDocker, docker } = parseRegistriesD(text);
    assert.deepEqual(said(defaultDocker), ['https://old.example/', undefined, undefined]);
    assert.deepEqual([...docker.keys()], ['registry.example/team', '*.example.org']);
    assert.deepEqual(said(docker.get('registry.example/team')), ['https://sigs.example', 'file:///var/lib/sigs', true]);
    assert.deepEqual(said(docker.get('*.example.org')), [undefined, undefined, false]);
    const at = docker.get('registry.example/team')?.lookaside?.field.value.at;
    assert.equal(at && text.slice(at.start, at.end), 'https://sigs.example');
  });

  for (const text of [
    '',
    '---\n',
    '- a\n',
    'docker: [',
    'docker: {a: [b]}',
    'default-docker: x',
    '\ufeff{',
    '\0',
    '&a *a',
  ]) {
    test(`is never thrown off: ${JSON.stringify(text)}`, () => {
      for (const store of parseRegistriesD(text).docker.values()) assert.equal(store.lookaside, undefined);
    });
  }

  test('keys in any case, as Podman 4.3 reads them', () => {
    const text = 'DOCKER: {a: {lookaside: x}, b: {}}\ndocker: {a: {LookAside: y, lookASIDE: z}}\nDefault-docker: {}\n';
    const exact = parseRegistriesD(text);
    assert.deepEqual([said(exact.docker.get('a'))?.[0], [...exact.docker.keys()]], [undefined, ['a']]);
    const { docker, defaultDocker } = storesOf(exact.root, true);
    assert.deepEqual([said(docker.get('a'))?.[0], [...docker.keys()]], ['z', ['a', 'b']]);
    assert.ok(defaultDocker);
  });

  test('only the first document counts', () => {
    const { docker } = parseRegistriesD('# c\n---\ndocker:\n  a: {lookaside: x}\n---\ndocker:\n  b: {lookaside: y}\n');
    assert.deepEqual([...docker.keys()], ['a']);
  });
});
