import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { folderWith } from './support/folder.ts';
import { podseal } from './support/run.ts';

const copiesAll = 'FROM quay.io/a/b:1\nCOPY . /app\nUSER 1001\n';
const key = '-----BEGIN PRIVATE KEY-----\n';
const only = ['--min-severity', 'warning'];

const lint = (cwd: string, ...args: string[]) => podseal(['lint', ...only, ...args], { cwd });
const textOf = (...parts: string[]) => readFile(path.join(...parts), 'utf8');

describe('the files around a Containerfile', () => {
  test('decide what COPY takes along', async t => {
    const cwd = await folderWith(t, {
      'leaky/Containerfile': copiesAll,
      'leaky/certs/server.key': key,
      'tidy/Containerfile': copiesAll,
      'tidy/certs/server.key': key,
      'tidy/.containerignore': '**/*.key\n',
    });
    const { code, out } = await lint(cwd);
    assert.equal(code, 1);
    assert.match(out, /leaky\/Containerfile:2:6 .*certs\/server\.key/);
    assert.doesNotMatch(out, /tidy/);
  });

  test('are made by --fix-suggested, not by --fix', async t => {
    const cwd = await folderWith(t, { Containerfile: copiesAll, 'server.key': key, '.git/HEAD': 'x' });
    await lint(cwd, '--fix');
    await assert.rejects(stat(path.join(cwd, '.containerignore')));
    const { code, out } = await lint(cwd, '--fix-suggested');
    assert.match(await textOf(cwd, '.containerignore'), /\*\*\/\.git\n/);
    assert.deepEqual([code, await textOf(cwd, 'Containerfile')], [0, copiesAll]);
    assert.match(out, /1 fix was made/);
  });

  test('are extended with their own line endings and byte order mark', async t => {
    const files = { Containerfile: copiesAll, 'server.key': key, '.dockerignore': '\ufeffdist\r\n' };
    const cwd = await folderWith(t, files);
    assert.equal((await lint(cwd, '--fix-suggested')).code, 0);
    assert.equal(await textOf(cwd, '.dockerignore'), '\ufeffdist\r\nserver.key\r\n');
  });

  test('are those of the folder that the build is given', async t => {
    const cwd = await folderWith(t, {
      '.podseal.yaml': 'context: .\n',
      'docker/Containerfile': copiesAll,
      'server.key': key,
    });
    assert.match((await lint(cwd, 'docker')).out, /server\.key/);
  });

  test('are those of the nearest folder that has what is copied', async t => {
    const text = 'FROM quay.io/a/b:1\nCOPY package.json ./\nCOPY . /app\nUSER 1001\n';
    const cwd = await folderWith(t, {
      'docker/Containerfile': text,
      'docker/.containerignore': '*\n',
      'package.json': '{}',
      'server.key': key,
    });
    const { out } = await lint(cwd, 'docker');
    assert.match(out, /Containerfile:3:6 .*server\.key/);
    assert.doesNotMatch(out, /ignore-file/);
  });

  test('count up to the git repository, wherever the command is run', async t => {
    const cwd = await folderWith(t, {
      '.git/HEAD': 'x',
      '.podseal.yaml': 'context: .\n',
      'docker/Containerfile': copiesAll,
      'server.key': key,
    });
    assert.match((await lint(path.join(cwd, 'docker'), 'Containerfile')).out, /server\.key/);
  });
});
