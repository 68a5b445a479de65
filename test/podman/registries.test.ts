import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { readRegistries } from '../../server/parse/registriesConf.ts';
import { blockingRegistry } from '../../server/podman/registryLookup.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

/** Nobody listens there, so that what is not blocked fails at once. */
const host = '127.0.0.1:9';
const block = (images: string) =>
  `[[registry]]\n${images.startsWith('*') ? 'prefix' : 'location'} = "${images}"\nblocked = true\n`;

describe('blocked registries are those that Podman blocks', { skip: podman.skip }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'podseal-registries-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [image, conf] of [
    [`${host}/a/b:1`, block(host)],
    [`${host}/a/b:1`, block(`${host}/a`)],
    [`${host}/ab/c:1`, block(`${host}/a`)],
    [`${host}/a/b:1`, block(`${host}/a/b`)],
    [`${host}/a/b:1`, block(`${host}/a/b:1`)],
    [`${host}/a/b:1`, block(`${host}/a/b:2`)],
    [`${host}/a/b:1`, `[[registry]] # c\n  location='${host}/a' # c\n  "blocked"=true\n`],
    [`${host}/a/b:1`, `${block(host)}[[registry]]\nlocation = "${host}/a"\n`],
    [`${host}/a/b:1`, `${block(`${host}/a`)}[[registry]]\nlocation = "${host}"\n`],
    [
      `${host}/a/b:1`,
      `[[registry]]\nlocation = "${host}"\nblocked = false\n[[registry.mirror]]\nlocation = "x.invalid"\n`,
    ],
    ['a.b.invalid/c:1', block('*.b.invalid')],
    ['a.b.invalid/c:1', `${block('*.b.invalid')}location = "${host}"\n`],
    [`${host}/a/b:1`, `[[registry]]\nprefix = "${host}"\nlocation = "127.0.0.1:8"\nblocked = true\n`],
    [`${host}/a/b:1`, `[[registry]]\nprefix = "${host}/a"\nlocation = "127.0.0.1:8/q"\n${block('127.0.0.1:8')}`],
    ['a.b.invalid/c:1', block('*.invalid')],
  ] as const) {
    test(`${image} with ${JSON.stringify(conf)}`, async () => {
      const file = path.join(folder, 'registries.conf');
      writeFileSync(file, conf);
      const env = { CONTAINERS_REGISTRIES_CONF: file, ORACLE_STORAGE: folder };
      const { stderr } = await ask(podman, ['pull', '--retry', '0', '--tls-verify=false', image], { env });
      const isBlocked = blockingRegistry(readRegistries(conf), image.replace(/[:@][^/]*$/, '')) !== undefined;
      assert.equal(isBlocked, /is blocked in/.test(stderr), stderr);
    });
  }
});

for (const name of ['skopeo', 'debianSkopeo'] as const) {
  const skopeo = realTool(name);
  test(`of two keys that differ in case alone ${name} takes now the one and now the other`, {
    skip: skopeo.skip,
  }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'podseal-registries-'));
    const file = path.join(folder, 'registries.conf');
    writeFileSync(file, `[[registry]]\nlocation = "${host}"\nblocked = true\nBlocked = false\n`);
    const args = [
      '--registries-conf',
      file,
      'inspect',
      '--retry-times',
      '0',
      '--tls-verify=false',
      `docker://${host}/a`,
    ];
    const answers = new Set<boolean>();
    for (let asked = 0; answers.size < 2 && asked < 200; asked++) {
      answers.add(/is blocked in/.test((await ask(skopeo, args)).stderr));
    }
    rmSync(folder, { recursive: true, force: true });
    assert.equal(answers.size, 2);
  });
}
