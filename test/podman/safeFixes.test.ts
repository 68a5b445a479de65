import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

/** A rule, and a file in which its fix is said to be safe. */
const cases: readonly [rule: string, text: string][] = [
  ['multiple-cmd', 'FROM scratch\nCMD ["a"]\nENTRYPOINT ["e"]\nCMD ["b"]\n'],
  ['multiple-entrypoint', 'FROM scratch AS x\nCMD ["a"]\nFROM x\nENTRYPOINT ["b"]\nENTRYPOINT ["c"]\n'],
  ['multiple-entrypoint', 'FROM scratch\nENTRYPOINT ["b"]\nCMD ["a"]\nENTRYPOINT ["c"]\n'],
  ['multiple-healthcheck', 'FROM scratch\nHEALTHCHECK --interval=5s CMD a\nHEALTHCHECK --retries=2 CMD b\n'],
  ['relative-workdir', 'FROM scratch\nWORKDIR a/b\nWORKDIR c\nCOPY x y\n'],
  ['copy-destination-slash', 'FROM scratch\nWORKDIR /w\nCOPY x y z\nCOPY ["x", "y", "/d e"]\n'],
];

describe('a safe fix leaves the image as it is', { skip: podman.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-fixes-'));
    for (const name of ['x', 'y']) writeFileSync(path.join(folder, name), name);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const image = async (text: string): Promise<unknown> => {
    const file = path.join(folder, 'Containerfile');
    writeFileSync(file, text);
    const env = { ORACLE_STORAGE: folder };
    const options = ['--quiet', '--no-cache', '--timestamp', '0', '--format', 'docker', '--tag', 'it', '--file', file];
    const built = await ask(podman, ['build', ...options, folder], { env });
    assert.equal(built.status, 0, built.stderr);
    const inspected = await ask(podman, ['inspect', 'it'], { env });
    const [{ Config, RootFS, HealthCheck }] = JSON.parse(inspected.stdout);
    return { Config, files: RootFS.Layers, HealthCheck };
  };

  for (const [rule, text] of cases) {
    test(`${rule}: ${JSON.stringify(text)}`, async () => {
      const found = lint('Containerfile', text, { profile: 'strict' }).filter(
        each => each.rule.id === `containerfile/${rule}`,
      );
      assert.ok(found.length > 0);
      const edits = found.flatMap(({ fixes }) => (fixes[0]?.safe ? fixes[0].edits : []));
      assert.ok(edits.length > 0);
      assert.deepEqual(await image(applyEdits(text, edits)), await image(text));
    });
  }

  test('what MAINTAINER said, to the letter', async () => {
    for (const said of ['Ann <a@b.c>', 'a $HOME ${X} \\ "q" \'p\'', "it's \\$x"]) {
      const text = `FROM scratch\nENV X=y\nMAINTAINER ${said}\n`;
      const [found] = lint('Containerfile', text).filter(
        ({ rule }) => rule.id === 'containerfile/maintainer-deprecated',
      );
      const { Config } = (await image(applyEdits(text, found?.fixes[0]?.edits ?? []))) as {
        Config: { Labels: Record<string, string> };
      };
      assert.equal(Config.Labels['org.opencontainers.image.authors'], said);
    }
  });
});
