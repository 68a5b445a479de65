import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const current = realTool('currentPodman');
const debian = realTool('buildah');

const text = (network: string): string => `FROM scratch\nRUN --network=${network} ["/x"]\n`;

describe('RUN --network', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-network-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (network: string): string => {
    const name = path.join(folder, 'Containerfile');
    writeFileSync(name, text(network));
    return name;
  };
  const found = (podman: string): boolean =>
    ids(lint('Containerfile', text('host'), { podman })).includes('containerfile/host-network');

  test('Podman takes host without asking for anything, and no other name', { skip: current.skip }, async () => {
    const build = (network: string) =>
      ask(current, ['build', '--isolation', 'chroot', '--file', file(network), folder], {
        env: { ORACLE_STORAGE: folder },
      });
    const refusal = /unsupported value|entitlement|only supports/;
    // What is run cannot be: there is nothing in the image.
    assert.doesNotMatch((await build('host')).stderr, refusal);
    assert.match((await build('other')).stderr, refusal);
    assert.equal(found('5.8'), true);
  });

  test('Buildah 1.28 of Podman 4.3 does not know it', {
    skip: debian.skip || !/1\.28/.test(debian.version),
  }, async () => {
    const store = ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
    const { stderr } = await ask(debian, [...store, 'build', '--isolation', 'chroot', '--file', file('host'), folder]);
    assert.match(stderr, /RUN only supports the --mount flag/);
    assert.equal(found('4.3'), false);
  });
});
