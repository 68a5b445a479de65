import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { readExposedPorts } from '../../server/podman/ports.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

const taken = ['1', '65535', '80/TcP', '80/Udp', '9/sctp', '80/', '80/tcp/udp', '022', '+80', '8000-8010/tcp'];
const refused = [
  ...['99999', '0', '0-5', '8000-70000', '65536/tcp', '20-10', '80-80', '22-', '-1', '/tcp'],
  ...['abc', '80,443', '80/foo', '127.0.0.1:80:80', '5000:5000'],
];

describe('EXPOSE builds with anything, but not everything becomes a container', { skip: podman.skip }, () => {
  let folder = '';
  let env: Record<string, string> = {};
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-ports-'));
    env = { ORACLE_STORAGE: folder };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const port of [...taken, ...refused]) {
    test(port, async () => {
      const file = path.join(folder, 'Containerfile');
      writeFileSync(file, `FROM scratch\nEXPOSE ${port}\nCMD ["/x"]\n`);
      const built = await ask(podman, ['build', '--quiet', '--tag', 'it', '--file', file, folder], { env });
      assert.equal(built.status, 0, built.stderr);
      const created = await ask(podman, ['create', '--quiet', 'it'], { env });
      assert.equal(created.status === 0, taken.includes(port), created.stderr);
      assert.equal(typeof readExposedPorts(port) === 'object', taken.includes(port));
    });
  }
});
