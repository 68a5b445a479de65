import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openContainerLab } from '../support/containerLab.ts';
import { ask, realTool } from '../support/realTools.ts';

test('Podman refuses the insecure seccomp profile and starts a container under the repaired one', async context => {
  const lab = await openContainerLab();
  if (typeof lab === 'string') return context.skip(lab);
  try {
    const start = (folder: string) =>
      lab.podman(
        ...['run', '--rm', '--network', 'none'],
        ...['--security-opt', `seccomp=${path.resolve('examples/seccomp', folder, 'custom-seccomp.json')}`],
        ...[lab.image, '/bin/busybox', 'grep', 'Seccomp:', '/proc/self/status'],
      );
    const insecure = await start('insecure');
    assert.equal(insecure.status, 125);
    assert.match(insecure.stderr, /decoding seccomp profile failed: invalid character '\/'/);
    assert.deepEqual(await start('repaired'), { status: 0, stdout: 'Seccomp:\t2\n', stderr: '' });
  } finally {
    await lab.close();
  }
});

const skopeo = realTool('skopeo');

test('skopeo reads the repaired policy, which lets nothing unsigned in', { skip: skopeo.skip }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'podseal-example-'));
  try {
    const [from, to] = ['from', 'to'].map(name => path.join(folder, name));
    await mkdir(`${from}`);
    await writeFile(
      `${from}/manifest.json`,
      '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json"}',
    );
    const policy = 'examples/image-trust/repaired/policy.json';
    const { status, stderr } = await ask(skopeo, ['--policy', policy, 'copy', `dir:${from}`, `dir:${to}`]);
    assert.notEqual(status, 0);
    assert.match(stderr, /is rejected by policy/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
