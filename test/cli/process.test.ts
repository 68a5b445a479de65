import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { folderWith, weak } from './support/folder.ts';

/** The bundle as a process of its own: pipes, exit codes and what only shows there. */
describe('as a process', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.resolve('out/cli-'));
    execFileSync(process.execPath, ['scripts/build.mjs', folder]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (args: readonly string[], cwd: string) =>
    spawn(process.execPath, [path.join(folder, 'cli.js'), ...args], { cwd, env: { PATH: process.env['PATH'] } });

  async function run(args: readonly string[], cwd: string) {
    const child = start(args, cwd);
    child.stdin.end();
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => err.push(chunk));
    const code = await new Promise<number | null>(resolve => child.on('close', resolve));
    return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  }

  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`d${i}/Containerfile`, weak]));

  test('a rule is explained with its example', async t => {
    const { code, out, err } = await run(['explain', 'dl3002'], await folderWith(t, {}));
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^containerfile\/root-user/);
    assert.match(out, /\n {2}USER root\n/);
    assert.match(out, /\n {2}USER 1001\n/);
  });

  test('more than a pipe holds arrives whole', async t => {
    const cwd = await folderWith(t, many);
    const { code, out, err } = await run(['lint', '--format', 'sarif'], cwd);
    assert.deepEqual([code, err], [1, '']);
    assert.ok(out.length > 200_000);
    assert.equal(JSON.parse(out).runs[0].results.length, 600);
  });

  test('who stops reading is not an error', async t => {
    const cwd = await folderWith(t, many);
    const child = start(['lint', '--format', 'sarif'], cwd);
    child.stdout.once('data', () => child.stdout.destroy());
    const err: Buffer[] = [];
    child.stderr.on('data', chunk => err.push(chunk));
    const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
      child.on('close', (code, signal) => resolve([code, signal])),
    );
    assert.deepEqual([code, signal, Buffer.concat(err).toString()], [1, null, '']);
  });

  test('exit codes', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    assert.equal((await run(['lint', '--fail-on', 'error'], cwd)).code, 0);
    assert.equal((await run(['lint'], cwd)).code, 1);
    assert.equal((await run(['lint', '--bogus'], cwd)).code, 2);
    assert.equal((await run(['lint', 'missing'], cwd)).code, 3);
    assert.equal((await run([], cwd)).code, 2);
  });

  test('a scan that is cancelled ends with all that it has started', { timeout: 30_000 }, async t => {
    const cwd = await folderWith(t, {
      podman: '#!/bin/sh\necho $$ > started\nexec 1>&2\nsleep 60 &\necho $! >> started\nwait\n',
    });
    await chmod(path.join(cwd, 'podman'), 0o755);
    const child = spawn(process.execPath, [path.join(folder, 'cli.js'), 'scan', '--target', 'machine:vm'], {
      cwd,
      env: { PATH: `${cwd}:${process.env['PATH']}` },
    });
    const pids = async () => (await readFile(path.join(cwd, 'started'), 'utf8').catch(() => '')).trim().split('\n');
    while ((await pids()).length < 2 && child.exitCode === null) await setImmediate();
    child.kill('SIGTERM');
    assert.equal(await new Promise(resolve => child.on('close', resolve)), 130);
    // A signal takes its time. Who has ended stays until somebody asks for the exit code.
    const isRunning = async (pid: string) =>
      !/\bZ\b/.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'Z'));
    for (const pid of await pids()) while (await isRunning(pid)) await setImmediate();
  });

  test('the scan is there, and its collector', async t => {
    const cwd = await folderWith(t, {});
    assert.match((await run(['explain', 'CTR001'], cwd)).out, /^CTR001 /);
    assert.match((await run(['scan', 'collector'], cwd)).out, /^#!\/bin\/sh\n/);
    assert.equal((await run(['scan', '--target', 'facts:none'], cwd)).code, 2);
  });
});
