import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const buildah = realTool('buildah');
const busybox = '/bin/busybox';

describe('users and modes, as Buildah sees them', { skip: buildah.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-users-'));
    writeFileSync(path.join(folder, 'a'), 'a');
    writeFileSync(path.join(folder, 'setuid'), 'a');
    chmodSync(path.join(folder, 'setuid'), 0o4755);
    writeFileSync(path.join(folder, 'passwd'), 'app:x:1500:1500::/:/bin/sh\n');
    writeFileSync(path.join(folder, 'group'), 'app:x:1500:\naudio:x:63:app\n');
    if (existsSync(busybox)) copyFileSync(busybox, path.join(folder, 'busybox'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const build = (text: string, ...options: string[]) => {
    writeFileSync(path.join(folder, 'Containerfile'), text);
    const store = ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
    return ask(buildah, [...store, 'build', '--isolation', 'chroot', ...options, folder]);
  };

  describe('a name that the image does not know is refused, and found', () => {
    const cases: Record<string, boolean> = {
      'COPY --chown=app a /a\n': true,
      'COPY --chown=root a /a\n': true,
      'ADD --chown=0:root a /a\n': true,
      'COPY --chown=1500:1500 a /a\n': false,
      'COPY passwd /etc/\nCOPY --chown=app a /a\n': false,
      'COPY passwd /etc/\nCOPY --chown=app:app a /a\n': true,
      'COPY passwd group /etc/\nCOPY --chown=app:app a /a\n': false,
      'COPY --chown=app a /a\nCOPY passwd /etc/passwd\n': true,
    };
    for (const [lines, isRefused] of Object.entries(cases)) {
      test(JSON.stringify(lines), async () => {
        const text = `FROM scratch\n${lines}`;
        const { status, stderr } = await build(text);
        assert.equal(status !== 0, isRefused, stderr);
        if (isRefused) assert.match(stderr, /unknown (user|group) error/);
        assert.equal(ids(lint('Containerfile', text)).includes('containerfile/user-without-passwd'), isRefused);
      });
    }
  });

  test('a command does not run as a name that is not there, be it root', async () => {
    const run = 'RUN ["/none"]\n';
    for (const user of ['app', 'root', 'nobody', '1500:app']) {
      assert.match((await build(`FROM scratch\nCOPY a /a\nUSER ${user}\n${run}`)).stderr, /unknown (user|group) error/);
    }
    assert.doesNotMatch((await build(`FROM scratch\nCOPY a /a\nUSER 1500:1500\n${run}`)).stderr, /unknown/);
    const named = 'FROM scratch\nCOPY passwd group /etc/\nUSER app audio\n';
    assert.match((await build(`${named}${run}`)).stderr, /unknown user error/);
    assert.ok(ids(lint('Containerfile', named)).includes('containerfile/invalid-instruction'));
  });

  test('the setuid bit of a file in the context is taken away, but --chmod is done, the last one', async () => {
    const to = path.join(folder, 'out');
    const text =
      'FROM scratch\nCOPY setuid /context\nCOPY --chmod=4755 a /setuid\nADD --chmod=2755 a /setgid\nCOPY --chmod=600 --chmod=777 a /all\n';
    const { status, stderr } = await build(text, '--output', to);
    assert.equal(status, 0, stderr);
    const modeOf = (name: string) => (statSync(path.join(to, name)).mode & 0o7777).toString(8);
    assert.deepEqual(['context', 'setuid', 'setgid', 'all'].map(modeOf), ['755', '4755', '2755', '777']);
  });

  const skip = existsSync(busybox) ? false : 'NOT ASKED: no /bin/busybox (apt-get install busybox-static)';
  test('a group in USER takes the other groups away', { skip }, async () => {
    const groups = async (user: string) => {
      const text = `FROM scratch\nCOPY busybox /bin/busybox\nCOPY passwd group /etc/\nUSER ${user}\nRUN ["/bin/busybox", "id", "-G"]\n`;
      return /^\d+(?: \d+)*$/m.exec((await build(text)).stdout)?.[0];
    };
    assert.equal(await groups('app'), '1500 63');
    assert.equal(await groups('1500'), '1500 63');
    assert.equal(await groups('app:app'), '1500');
    assert.equal(await groups('1500:1500'), '1500');
  });

  test('a variable that nobody sets makes its fallback the user', { skip }, async () => {
    const user = async (lines: string) => {
      const text = `FROM scratch\nCOPY busybox /bin/busybox\n${lines}RUN ["/bin/busybox", "id", "-u"]\n`;
      return /^\d+$/m.exec((await build(text)).stdout)?.[0];
    };
    assert.equal(await user('ARG U\nUSER ${U:-0}\n'), '0');
    assert.equal(await user('ARG U\nUSER ${U:-1500}\n'), '1500');
    assert.equal(await user('USER 00\n'), '0');
    assert.equal(await user('USER "0"\n'), '0');
  });
});
