import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { dangerousSyscalls } from '../../server/podman/syscalls.ts';
import { type ContainerLab, openContainerLab } from '../support/containerLab.ts';
import { ids, lint } from '../support/lint.ts';

const podmansOwn = '/usr/share/containers/seccomp.json';
const missing =
  !existsSync(podmansOwn) && `NOT COMPARED: no ${podmansOwn} (apt-get install golang-github-containers-common)`;

test("Podman's own profile has no finding", { skip: missing }, () => {
  assert.deepEqual(ids(lint('seccomp.json', readFileSync(podmansOwn, 'utf8'))), []);
});

test("what Podman's own profile allows to everybody is not called dangerous", { skip: missing }, () => {
  const { syscalls } = JSON.parse(readFileSync(podmansOwn, 'utf8')) as {
    syscalls: { names: string[]; action: string; args?: unknown[]; includes?: { caps?: string[] } }[];
  };
  const forEverybody = syscalls.filter(
    ({ action, args, includes }) => action === 'SCMP_ACT_ALLOW' && !args?.length && !includes?.caps,
  );
  const allowed = new Set(forEverybody.flatMap(({ names }) => names));
  const dangerous = dangerousSyscalls.flatMap(({ names }) => names);
  assert.ok(allowed.size > 300);
  assert.deepEqual(
    dangerous.filter(name => allowed.has(name)),
    [],
  );
  assert.deepEqual(dangerous, [...new Set(dangerous)]);
});

test('nothing proposes to remove what keeps a container from starting when it is gone', () => {
  const names = dangerousSyscalls.flatMap(({ names }) => names);
  assert.deepEqual(
    names.filter(name => name === 'socketcall' || name === 'ipc'),
    [],
  );
});

describe('on real containers', () => {
  let lab: ContainerLab | string = '';
  before(async () => {
    lab = await openContainerLab();
  });
  after(async () => {
    if (typeof lab !== 'string') await lab.close();
  });

  /** Starts busybox under a profile. Status 125: Podman refuses the profile; 126: the runtime does. */
  async function start(context: TestContext, profile: string, ...command: string[]) {
    if (typeof lab === 'string') {
      context.skip(lab);
      return undefined;
    }
    const file = path.join(lab.folder, `${context.name.replace(/\W+/g, '-')}.json`);
    await writeFile(file, profile);
    const options = ['--rm', '--network', 'none', '--security-opt', `seccomp=${file}`];
    return lab.podman('run', ...options, lab.image, '/bin/busybox', ...command);
  }

  /** The text after all safe fixes. */
  const repaired = (text: string): string => {
    const fixes = lint('seccomp.json', text).flatMap(finding => finding.fixes.filter(fix => fix.safe));
    return applyEdits(text, combineFixes(fixes));
  };

  const filter = ['grep', '^Seccomp:', '/proc/self/status'];
  const allowing = (action: string) =>
    `{"defaultAction": "${action}", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}`;
  const broken = `// custom-seccomp.json\n${allowing('SCMP_ACT_ALLOW').replace(/\]\}$/, '], /* end */}')}`;

  test('a profile with comments and a trailing comma is refused', async context => {
    const answer = await start(context, broken, 'true');
    if (!answer) return;
    assert.match(answer.stderr, /decoding seccomp profile failed: invalid character '\/'/);
    assert.equal(answer.status, 125);
  });

  test('the same profile loads after the safe fixes', async context => {
    assert.deepEqual(JSON.parse(repaired(broken)), JSON.parse(allowing('SCMP_ACT_ALLOW')));
    const answer = await start(context, repaired(broken), ...filter);
    if (!answer) return;
    assert.deepEqual(answer, { status: 0, stdout: 'Seccomp:\t2\n', stderr: '' });
  });

  test('a default of ALLOW or LOG lets everything else happen', async context => {
    for (const action of ['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG']) {
      const denied = await start(context, allowing(action), 'mkdir', '/tmp');
      if (!denied) return;
      assert.match(denied.stderr, /can't create directory.*Operation not permitted/);
      const elsewhere = await start(context, allowing(action), 'chroot', '/', '/bin/busybox', 'true');
      assert.equal(elsewhere?.status, 0);
    }
  });

  test('a profile without a default action and without rules is no profile', async context => {
    assert.deepEqual(ids(lint('seccomp.json', '{"syscalls": []}')), ['seccomp/unconfined-by-accident']);
    const answer = await start(context, '{"syscalls": []}', ...filter);
    if (!answer) return;
    assert.deepEqual(answer, { status: 0, stdout: 'Seccomp:\t0\n', stderr: '' });
  });

  test('a profile with rules but without a default action does not start', async context => {
    const answer = await start(context, '{"syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}', 'true');
    if (!answer) return;
    assert.equal(answer.status, 126);
  });

  test('of two rules for the same call the first wins, and the case of keys does not matter', async context => {
    const profile =
      '{"DEFAULTACTION": "SCMP_ACT_ALLOW", "syscalls": [{"Names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}, {"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5}]}';
    const answer = await start(context, profile, 'mkdir', '/tmp');
    if (!answer) return;
    assert.match(answer.stderr, /Operation not permitted/);
  });
});
