import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { diskFiles } from '../../server/node/diskFiles.ts';

describe('the disk', { skip: process.platform === 'win32' ? 'no pipes and links' : false }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'podseal-disk-'));
  after(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);

  test('is read as far as it is text', async () => {
    writeFileSync(at('text'), 'héllo');
    writeFileSync(at('binary'), Buffer.from([0xff, 0xfe, 0]));
    assert.equal(await diskFiles.readFile(at('text')), 'héllo');
    assert.equal(await diskFiles.readFile(at('none')), undefined);
    assert.equal(await diskFiles.readFile(at('text/none')), undefined);
    await assert.rejects(diskFiles.readFile(at('binary')));
  });

  test('pipes are not waited for, and links not followed', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('/etc/passwd', at('link'));
    await assert.rejects(diskFiles.readFile(at('pipe')));
    await assert.rejects(diskFiles.readFile(at('link')));
    await assert.rejects(diskFiles.readFile(folder));
  });

  test('folders are listed, large ones only named', async () => {
    for (const name of ['tree/.git/objects', 'tree/src/deep', 'tree/node_modules/a'])
      mkdirSync(at(name), { recursive: true });
    for (const name of ['tree/.env', 'tree/src/a b', 'tree/src/deep/x']) writeFileSync(at(name), '');
    symlinkSync('..', at('tree/up'));
    assert.deepEqual(await diskFiles.listFiles(at('tree')), [
      '.env',
      '.git/',
      'node_modules/',
      'src/a b',
      'src/deep/x',
      'up',
    ]);
    assert.equal(await diskFiles.listFiles(at('none')), undefined);
  });
});
