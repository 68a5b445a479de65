import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { variableUses } from '../../server/parse/containerfile/variableUses.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

/** A name stands out where it was replaced. */
const replaced = (text: string): string =>
  [...variableUses(text)]
    .reverse()
    .reduce((all, { nameSpan: { start, end } }) => `${all.slice(0, start)}@${all.slice(end)}`, text);

const texts = ['$V', '${V}', '"$V"', "'$V'", '\\$V', 'a${V}b', '"\'$V\'"', '${V:-x}', '${W:-$V}', '$', '$$V', '$-$V'];

describe('which variables Podman expands', { skip: podman.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-expansions-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const build = (...lines: readonly string[]) => {
    const file = path.join(folder, 'Containerfile');
    writeFileSync(file, ['FROM scratch', 'ARG V=VALUE', ...lines, ''].join('\n'));
    const output = `type=local,dest=${folder}/out`;
    return ask(podman, ['build', '--isolation', 'chroot', '--no-cache', '--output', output, folder]);
  };

  for (const text of texts) {
    test(`in ${text}`, async () => {
      const { status, stderr } = await build('COPY <<END /heredoc', text, 'END');
      assert.equal(status, 0, stderr);
      const body = readFileSync(path.join(folder, 'out/heredoc'), 'utf8');
      assert.equal(body.includes('VALUE'), replaced(text).includes('@'), body);
    });
  }

  test('not in a heredoc with quotes around its delimiter', async () => {
    assert.equal((await build('COPY <<"END" /heredoc', '$V', 'END')).status, 0);
    assert.equal(readFileSync(path.join(folder, 'out/heredoc'), 'utf8').trim(), '$V');
  });
});
