import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const buildah = realTool('buildah');
const busybox = '/bin/busybox';
const skip =
  buildah.skip ||
  (existsSync(busybox) ? false : 'NOT ASKED: busybox is not installed (apt-get install busybox-static)');

describe('what Buildah mounts for a line of mounts.conf', { skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-mounts-'));
    mkdirSync(path.join(folder, 'source'));
    writeFileSync(path.join(folder, 'source/found'), '');
    mkdirSync(path.join(folder, 'context'));
    copyFileSync(busybox, path.join(folder, 'context/busybox'));
    const find = 'RUN ["/busybox", "find", "/run", "-name", "found"]';
    writeFileSync(path.join(folder, 'Containerfile'), `FROM scratch\nCOPY busybox /busybox\n${find}\n`);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [line, found] of [
    ['SOURCE:/run/x', '/run/x/found'],
    ['SOURCE:/run/x\r', '/run/x/found'],
    ['  SOURCE:/run/x', undefined],
    ['\tSOURCE:/run/x', undefined],
    ['SOURCE :/run/x', undefined],
    ['SOURCE:/run/x  ', '/run/x  /found'],
    ['SOURCE:/run/x # c', '/run/x # c/found'],
    ['SOURCE:/run/x:ro', '/run/x:ro/found'],
    ['"SOURCE:/run/x"', undefined],
  ] as const) {
    test(JSON.stringify(line), async () => {
      const text = `${line.replace('SOURCE', `${folder}/source`)}\n`;
      const mounts = path.join(folder, 'mounts.conf');
      writeFileSync(mounts, text);
      const store = ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
      const kind = ['build', '--no-cache', '--isolation', 'chroot', '--file', `${folder}/Containerfile`];
      const args = [...store, '--default-mounts-file', mounts, ...kind, `${folder}/context`];
      const { stdout } = await ask(buildah, args);
      assert.equal(/^\/run\/.*$/m.exec(stdout)?.[0], found, stdout);
      const isSaid = ids(lint('containers/mounts.conf', text)).includes('mounts-conf/skipped-line');
      assert.equal(isSaid, found !== '/run/x/found');
    });
  }
});
