import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { lint } from '../support/lint.ts';
import { type Answer, ask, realTool } from '../support/realTools.ts';

const buildah = realTool('buildah');
const busybox = '/bin/busybox';
const skip =
  buildah.skip ||
  (existsSync(busybox) ? false : 'NOT ASKED: busybox is not installed (apt-get install busybox-static)');

describe('what Buildah does with a secret', { skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-secret-'));
    copyFileSync(busybox, path.join(folder, 'busybox'));
    writeFileSync(path.join(folder, 'secret'), 'hunter2\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const build = (options: string, user: string, args: readonly string[]): Promise<Answer> => {
    const file = path.join(folder, 'Containerfile');
    writeFileSync(file, text(options, user));
    const store = ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
    return ask(buildah, [...store, 'build', '--no-cache', '--isolation', 'chroot', ...args, '--file', file, folder]);
  };
  const given = () => ['--secret', `id=it,src=${folder}/secret`];
  const messages = (options: string, user: string) =>
    lint('Containerfile', text(options, user))
      .filter(({ rule }) => rule.id === 'containerfile/secret-mount-required')
      .map(({ message }) => (message.text.en.includes('cannot read') ? 'unreadable' : 'optional'));

  test('nobody gave it, and the build goes on', async () => {
    const { status, stdout } = await build('', '0', []);
    assert.equal(status, 0);
    assert.match(stdout, /it goes on/);
    assert.deepEqual(messages('', '0'), ['optional']);
  });

  test('required=true stops the build', async () => {
    const { status, stderr } = await build(',required=true', '0', []);
    assert.notEqual(status, 0);
    assert.match(stderr, /secret required/);
    assert.deepEqual(messages(',required=true', '0'), []);
  });

  test('another user than root cannot read it', async () => {
    const { stdout, stderr } = await build(',required=true', '1001', given());
    assert.match(stdout + stderr, /Permission denied/);
    assert.deepEqual(messages(',required=true', '1001'), ['unreadable']);
  });

  test('with uid= or a group of its own it can', async () => {
    for (const options of [',required=true,uid=1001', ',required=true,mode=0440', ',required=true,gid=5,mode=0444']) {
      assert.match((await build(options, '1001', given())).stdout, /hunter2/, options);
      assert.deepEqual(messages(options, '1001'), [], options);
    }
  });
});

const text = (options: string, user: string): string =>
  [
    'FROM scratch',
    'COPY busybox /bin/sh',
    'COPY busybox /bin/cat',
    `USER ${user}`,
    `RUN --mount=type=secret,id=it${options} cat /run/secrets/it; echo it goes on`,
  ].join('\n');
