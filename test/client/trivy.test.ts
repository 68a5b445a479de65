import assert from 'node:assert/strict';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { imagesIn } from '../../client/trivy/images.ts';
import { programIn } from '../../client/trivy/program.ts';
import { countsOf, readTrivy } from '../../client/trivy/report.ts';
import { folderWith } from '../cli/support/folder.ts';

const names = (path: string, languageId: string, text: string) =>
  imagesIn(path, languageId, text).map(({ name, line, start }) => `${name} ${line}:${start}`);

describe('images that a file names', () => {
  test('in a Containerfile, without its own stages and what has still to be filled in', () => {
    const text =
      'ARG V=1\nFROM --platform=linux/amd64 from:1 AS build\nfrom build\nFROM scratch\nFROM a:${V}\nFROM -o\n';
    assert.deepEqual(names('/Containerfile', 'dockerfile', text), ['from:1 1:28']);
  });

  test('in YAML and in Quadlet units', () => {
    assert.deepEqual(
      names('/a.yaml', 'yaml', '- image: "image:1" # x\n  imagePullPolicy: Always\n  image: {{ x }}\n'),
      ['image:1 0:10'],
    );
    assert.deepEqual(names('/a.container', 'ini', '[Container]\nImage=quay.io/a/b@sha256:0a\n'), [
      'quay.io/a/b@sha256:0a 1:6',
    ]);
  });
});

describe('a report of Trivy', () => {
  const vulnerability = (VulnerabilityID: string, Severity: string) => ({
    VulnerabilityID,
    Severity,
    PkgName: 'p',
    InstalledVersion: '1',
  });

  test('is sorted, without what comes twice', () => {
    const twice = vulnerability('CVE-1', 'LOW');
    const Vulnerabilities = [twice, twice, vulnerability('CVE-2', 'CRITICAL'), vulnerability('CVE-3', 'new')];
    const found = readTrivy({ Results: [{ Vulnerabilities }, {}, null] }) ?? [];
    assert.deepEqual(
      found.map(({ id }) => id),
      ['CVE-2', 'CVE-1', 'CVE-3'],
    );
    assert.equal(countsOf(found), '1 critical, 1 low, 1 unknown');
  });

  test('may be empty, or none', () => {
    assert.deepEqual(readTrivy({ ArtifactName: 'a' }), []);
    for (const json of [null, [], 'x', {}]) assert.equal(readTrivy(json), undefined);
  });
});

test('a program is found by PATH, and never beside what is open', async t => {
  const folder = await folderWith(t, { 'a/trivy': '', 'b/trivy': '' });
  await chmod(path.join(folder, 'b/trivy'), 0o755);
  await mkdir(path.join(folder, 'c/trivy'), { recursive: true });
  const at = (...names: string[]) => names.map(name => path.join(folder, name)).join(path.delimiter);
  assert.equal(await programIn(at('a', 'c', 'b'), 'trivy'), path.join(folder, 'b/trivy'));
  assert.equal(await programIn(`.${path.delimiter}${at('a')}`, 'trivy'), undefined);
  assert.equal(await programIn(undefined, 'trivy'), undefined);
});
