import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';
import { type Answer, ask, realTool } from '../support/realTools.ts';

/** What the rule add-url-checksum and its repair rely on. */
const content = 'hello\n';
const digest = (algorithm: string) => `${algorithm}:${createHash(algorithm).update(content).digest('hex')}`;
const wrong = `sha256:${'0'.repeat(64)}`;

const server = createServer((_, answer) => answer.end(content));
let folder = '';
let url = '';

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'podseal-add-'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.txt`;
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function build(tool: 'buildah' | 'currentPodman', lines: string): Promise<Answer> {
  const file = path.join(folder, 'Containerfile');
  writeFileSync(file, `FROM scratch\n${lines}\n`);
  writeFileSync(path.join(folder, 'local.txt'), content);
  const store = ['--root', `${folder}/${tool}`, '--runroot', `${folder}/${tool}-run`, '--storage-driver', 'vfs'];
  return ask(realTool(tool), [...store, 'build', '--quiet', '--isolation', 'chroot', '--file', file, folder]);
}

async function refuses(tool: 'buildah' | 'currentPodman', lines: string, reason: RegExp) {
  const { status, stderr } = await build(tool, lines);
  assert.notEqual(status, 0, lines);
  assert.match(stderr, reason);
}

const told = (lines: string): string[] => ids(lint('Containerfile', `FROM scratch\n${lines}\n`));

async function agrees(tool: 'currentPodman', lines: string) {
  const { status } = await build(tool, lines);
  assert.equal(told(lines).includes('containerfile/invalid-flag-value'), status !== 0, lines);
}

describe('ADD --checksum, Podman 5', { skip: realTool('currentPodman').skip }, () => {
  const podman = 'currentPodman';

  test('compares a download, by SHA-256 or SHA-512, also from a variable', async () => {
    for (const sum of [digest('sha256'), digest('sha512')])
      assert.equal((await build(podman, `ADD --checksum=${sum} ${url} /a`)).status, 0);
    assert.equal((await build(podman, `ARG SUM=${digest('sha256')}\nADD --checksum=$SUM ${url} /a`)).status, 0);
    await refuses(podman, `ADD --checksum=${wrong} ${url} /a`, /unexpected response digest/);
  });

  test('refuses what is filled in by half, another algorithm and local files', async () => {
    await refuses(podman, `ADD --checksum=sha256:<sha256> ${url} /a`, /invalid checksum/);
    await refuses(podman, `ADD --checksum=${digest('md5')} ${url} /a`, /unsupported digest algorithm/);
    await refuses(podman, `ADD --checksum=${digest('sha256')} local.txt /a`, /not supported for local sources/);
  });

  test('and that is what invalid-flag-value says', async () => {
    const sha256 = digest('sha256');
    const short = sha256.slice('sha256:'.length);
    const taken = [sha256, digest('sha384'), digest('sha512')];
    const commit = 'a'.repeat(40);
    const refused = [
      digest('md5'),
      digest('sha1'),
      sha256.toUpperCase(),
      short,
      sha256.slice(0, -1),
      `${sha256}0`,
      commit,
    ];
    for (const sum of [...taken, ...refused]) await agrees(podman, `ADD --checksum=${sum} ${url} /a`);
    for (const source of ['local.txt', `${url} local.txt`, url.replace('http', 'HTTP'), url.replace('http', 'ftp')])
      await agrees(podman, `ADD --checksum=${sha256} ${source} /d/`);
  });

  test('clones by http and https alone, as unsupported-by-podman says', async () => {
    for (const source of ['git@127.0.0.1:a/b.git', 'git://127.0.0.1/a.git', 'ssh://git@127.0.0.1/a.git']) {
      await refuses(podman, `ADD ${source} /a`, /no such file or directory/);
      assert.ok(told(`ADD ${source} /a`).includes('containerfile/unsupported-by-podman'), source);
    }
    await refuses(podman, `ADD ${url.replace('a.txt', 'a.git')} /a`, /git fetch/);
    assert.ok(!told('ADD http://127.0.0.1/a.git /a').includes('containerfile/unsupported-by-podman'));
  });

  test('takes one checksum for all downloads', () =>
    refuses(podman, `ADD --checksum=${wrong} ${url} ${url}2 /a/`, /unexpected response digest/));

  test('downloads by http and https alone, written small', async () => {
    for (const scheme of ['ftp', 'HTTP', 's3', 'file']) {
      const add = `ADD ${url.replace('http', scheme)} /a`;
      await refuses(podman, add, /no such file or directory/);
      assert.ok(told(add).includes('containerfile/unsupported-by-podman'), add);
      assert.ok(!told(add).includes('containerfile/add-url-checksum'), add);
    }
  });
});

describe('ADD --checksum, Podman 4.3', { skip: realTool('buildah').skip }, () => {
  test('is not known yet', async () => {
    await refuses('buildah', `ADD --checksum=${digest('sha256')} ${url} /a`, /ADD only supports/);
    assert.equal((await build('buildah', `ADD ${url} /a`)).status, 0);
  });
});
