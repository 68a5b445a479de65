import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesAround } from '../support/filesAround.ts';
import { ids, lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

describe('what Podman drops, ignores and preprocesses', { skip: podman.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-format-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Builds the file and says what came of it. */
  async function build(text: string, format: string, name = 'Containerfile') {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const env = { ORACLE_STORAGE: path.join(folder, 'store') };
    const args = ['--isolation', 'chroot', '--pull=never', '--format', format, '--tag', 'it', '--file', file, folder];
    const built = await ask(podman, ['build', ...args], { env });
    const inspected = await ask(podman, ['image', 'inspect', 'it'], { env });
    const [image] = built.status === 0 ? JSON.parse(inspected.stdout) : [];
    return { ...built, image };
  }

  const found = (text: string, fileName = 'Containerfile') => ids(lint(fileName, text, {}, filesAround({}, fileName)));

  test('a HEALTHCHECK, in the OCI format alone', async () => {
    const text = 'FROM scratch\nHEALTHCHECK CMD /a\nUSER 1\n';
    const oci = await build(text, 'oci');
    assert.match(oci.stderr, /HEALTHCHECK is not supported for OCI/);
    assert.equal(oci.image.Healthcheck, undefined);
    assert.deepEqual((await build(text, 'docker')).image.Healthcheck.Test, ['CMD-SHELL', '/a']);
    assert.ok(found(text).includes('containerfile/oci-healthcheck'));
  });

  test('an ONBUILD, also for a later stage of the file', async () => {
    const text = 'FROM scratch AS a\nONBUILD ENV A=b\nFROM a\nLABEL c=d\nUSER 1\n';
    const variables = async (format: string) => (await build(text, format)).image.Config.Env ?? [];
    assert.equal((await variables('oci')).includes('A=b'), false);
    assert.equal((await variables('docker')).includes('A=b'), true);
    assert.ok(found(text).includes('containerfile/oci-onbuild'));
  });

  test('a SHELL, which CMD does not use in either format', async () => {
    const text = 'FROM scratch\nSHELL ["/bin/bash", "-c"]\nUSER 1\nCMD a\n';
    for (const format of ['oci', 'docker'])
      assert.deepEqual((await build(text, format)).image.Config.Cmd, ['/bin/sh', '-c', 'a']);
    assert.ok(found(text).includes('containerfile/oci-shell'));
  });

  test('what stands behind a JSON list', async () => {
    const text = 'FROM scratch\nVOLUME ["/v"] /w\nUSER 1\nCMD ["a"] && b\n';
    const { Config } = (await build(text, 'oci')).image;
    assert.deepEqual([Config.Volumes, Config.Cmd], [{ '/v': {} }, ['a']]);
    const dropped = ['containerfile/invalid-exec-form', 'containerfile/invalid-exec-form'];
    assert.deepEqual(found(text), dropped);
  });

  test('a list that is no JSON, as text for the shell', async () => {
    for (const list of ['["a"; "b"]', '[a]', '["a]', '["a, "b"]']) {
      const text = `FROM scratch\nUSER 1\nCMD ${list}\n`;
      assert.deepEqual((await build(text, 'oci')).image.Config.Cmd, ['/bin/sh', '-c', list]);
      assert.deepEqual(found(text), ['containerfile/invalid-exec-form']);
    }
    const number = 'FROM scratch\nUSER 1\nCMD ["a", 1]\n';
    assert.notEqual((await build(number, 'oci')).status, 0);
    assert.deepEqual(found(number), ['containerfile/invalid-instruction']);
  });

  test('comments in a file for the preprocessor', async () => {
    const comment = 'FROM scratch\n# a comment\nUSER 1\n';
    assert.match((await build(comment, 'oci', 'Containerfile.in')).stderr, /invalid preprocessing directive/);
    assert.deepEqual(found(comment, 'Containerfile.in'), ['containerfile/preprocessor-comment']);
    const indented = 'FROM scratch\n # a comment\nUSER 1\n';
    assert.doesNotMatch((await build(indented, 'oci', 'Containerfile.in')).stderr, /directive/);
    assert.deepEqual(found(indented, 'Containerfile.in'), []);
    const joined = 'FROM scratch\nENV A=b \\\n  # why\n  C=d\nUSER 1\n';
    assert.notEqual((await build(joined, 'oci', 'Containerfile.in')).status, 0);
    assert.equal((await build(joined, 'oci')).status, 0);
    assert.deepEqual(found(joined, 'Containerfile.in'), ['containerfile/preprocessor-comment']);
    assert.deepEqual(found(joined), []);
  });

  test('a path that begins a comment for the preprocessor', async () => {
    const path = 'FROM scratch\nENV A=/a/*\nUSER 1\n';
    const { stderr, image } = await build(path, 'oci', 'Containerfile.in');
    assert.match(stderr, /unterminated comment/);
    assert.equal(image.Config.User, undefined);
    assert.deepEqual(found(path, 'Containerfile.in'), ['containerfile/preprocessor-comment']);
    const quoted = 'FROM scratch\nENV A="/a/*"\n/* why */\nUSER 1\n';
    assert.equal((await build(quoted, 'oci', 'Containerfile.in')).image.Config.User, '1');
    assert.deepEqual(found(quoted, 'Containerfile.in'), []);
  });
});
