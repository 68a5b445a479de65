import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { lint } from '../support/lint.ts';
import { ask, type RealTool, realTool } from '../support/realTools.ts';

/** Why the rule prefer-copy leaves ADD alone, and when its repair is safe. */
const tar: RealTool = { path: 'tar', version: '', skip: false };
const buildah = realTool('buildah');

describe('ADD of local files', { skip: buildah.skip }, () => {
  let folder = '';
  const store = () => ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-archive-'));
    mkdirSync(path.join(folder, 'context/files'), { recursive: true });
    writeFileSync(path.join(folder, 'inner.txt'), 'hello');
    for (const name of ['layer', 'layer.tar', 'files/layer.tar'])
      await ask(tar, ['-cf', path.join(folder, 'context', name), '-C', folder, 'inner.txt']);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The names of what is in /a. */
  async function added(line: string): Promise<string[]> {
    const file = path.join(folder, 'Containerfile');
    writeFileSync(file, `FROM scratch\n${line}\n`);
    const build = ['build', '--quiet', '--isolation', 'chroot', '--tag', 'it', '--file', file, `${folder}/context`];
    const built = await ask(buildah, [...store(), ...build]);
    assert.equal(built.status, 0, built.stderr);
    const container = (await ask(buildah, [...store(), 'from', 'it'])).stdout.trim();
    const mounted = (await ask(buildah, [...store(), 'mount', container])).stdout.trim();
    const names = readdirSync(path.join(mounted, 'a'));
    await ask(buildah, [...store(), 'rm', container]);
    return names;
  }

  test('unpacks an archive whatever its name is: the repair is a suggestion', async () => {
    assert.deepEqual(await added('ADD layer /a/'), ['inner.txt']);
    assert.deepEqual(await added('COPY layer /a/'), ['layer']);
    const [fix] = preferCopy('ADD layer /a/').flatMap(({ fixes }) => fixes);
    assert.equal(fix?.safe, false);
  });

  test('unpacks nothing inside a folder: the repair is safe', async () => {
    assert.deepEqual(await added('ADD files/ /a/'), ['layer.tar']);
    const [fix] = preferCopy('ADD files/ /a/').flatMap(({ fixes }) => fixes);
    assert.equal(fix?.safe, true);
  });

  test('is left alone where it unpacks', async () => {
    assert.deepEqual(await added('ADD layer.tar /a/'), ['inner.txt']);
    assert.deepEqual(preferCopy('ADD layer.tar /a/'), []);
  });
});

const preferCopy = (line: string) =>
  lint('Containerfile', `FROM scratch\n${line}\n`).filter(({ rule }) => rule.id === 'containerfile/prefer-copy');
