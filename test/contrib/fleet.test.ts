import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { folderWith } from '../cli/support/folder.ts';
import { podseal } from '../cli/support/run.ts';

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;

describe('a fleet', () => {
  const skip = isThere('ansible-playbook') ? false : 'needs ansible-playbook (apt-get install -y ansible-core)';

  test('Ansible collects from two hosts, changes nothing there, and they become one matrix', { skip }, async t => {
    const local = 'ansible_connection=local ansible_python_interpreter=/usr/bin/python3';
    const cwd = await folderWith(t, { inventory: `web01 ${local}\nweb02 ${local}\n` });
    const playbook = path.resolve('contrib/ansible/collect-facts.yml');
    const facts = path.join(cwd, 'facts');
    const args = ['-i', 'inventory', playbook, '-e', JSON.stringify({ podseal_facts: facts })];
    const { status, stdout, stderr } = spawnSync('ansible-playbook', args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ANSIBLE_NOCOLOR: '1', ANSIBLE_LOCALHOST_WARNING: '0', LC_ALL: 'C.UTF-8' },
    });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /web01 .*unreachable=0 +failed=0/);
    assert.deepEqual(await readdir(facts), ['web01.facts', 'web02.facts']);
    assert.equal((await stat(path.join(facts, 'web01.facts'))).mode & 0o777, 0o600);
    await podseal(['scan', '--target', 'facts:facts', '--output', 'fleet.html'], { cwd });
    const html = await readFile(path.join(cwd, 'fleet.html'), 'utf8');
    assert.deepEqual(
      [...html.matchAll(/<h2>([^<]*)/g)].map(match => match[1]),
      ['web01', 'web02'],
    );
    assert.match(html, /<th title="[^"]+">HST001[^<]*<td[^>]*>.<td/);
  });

  test('the units are units', { skip: isThere('systemd-analyze') ? false : 'needs systemd' }, async t => {
    const XDG_RUNTIME_DIR = await folderWith(t, {});
    const units = ['podseal-scan.service', 'podseal-scan.timer'].map(name => path.resolve('contrib/systemd', name));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--user', ...units], {
      encoding: 'utf8',
      env: { ...process.env, XDG_RUNTIME_DIR },
    });
    const said = stderr.split('\n').filter(line => line.includes('podseal-scan'));
    assert.deepEqual([status, said], [0, []]);
  });

  test('the workflow starts what there is', async () => {
    const { jobs } = parse(await readFile('contrib/github/host-scan.yml', 'utf8'));
    const { run } = jobs.scan.steps.find(({ name }: { name?: string }) => name === 'Scan');
    const help = (await podseal(['scan', '--help'])).out;
    for (const [option] of run.matchAll(/--[a-z-]+/g)) assert.ok(help.includes(option), option);
  });
});
