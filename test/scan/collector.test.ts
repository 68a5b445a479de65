import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { setTimeout as passed } from 'node:timers/promises';
import { container, image } from '../../server/scan/checks/_examples.ts';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import { parseFacts } from '../../server/scan/facts/raw.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions } from '../../server/scan/model/options.ts';
import type { Scan } from '../../server/scan/model/result.ts';

const script = path.resolve('server/scan/collect.sh');

/** What the collector may ask Podman. */
const reading = new Set([
  'version --format',
  'info --format',
  'ps --all',
  'pod ps',
  'images --quiet',
  'inspect --type',
  'image inspect',
  'network ls',
  'network inspect',
  'secret ls',
  'system connection',
]);

const tools =
  'awk base64 cat cut date find findmnt getcap getent grep head id ls lsblk od readlink rm sed sh sort ss tr uname'.split(
    ' ',
  );

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'podseal-collector-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A place with these programs and no others; `podman` is what is given. */
async function place(name: string, podman: string | undefined, more: readonly string[] = ['timeout']): Promise<string> {
  const bin = path.join(folder, name);
  await mkdir(bin);
  for (const tool of [...tools, ...more]) {
    const found = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', tool], { encoding: 'utf8' }).stdout.trim();
    if (found.startsWith('/')) await symlink(found, path.join(bin, tool));
  }
  if (podman !== undefined) {
    await writeFile(path.join(bin, 'podman'), `#!/bin/sh\n${podman}\n`);
    await chmod(path.join(bin, 'podman'), 0o755);
  }
  return bin;
}

async function collect(bin: string, shell: readonly string[] = ['sh'], words: readonly string[] = ['limit=2']) {
  const input = await readFile(script, 'utf8');
  const [program = 'sh', ...args] = shell;
  // The system's folders of programs for root come last in the collector's path, whatever stands in front.
  const env = { PATH: bin, HOME: path.join(folder, 'home'), XDG_RUNTIME_DIR: path.join(folder, 'run') };
  const found = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8' }).stdout.trim();
  const child = spawn(found, [...args, '-s', ...words], { env });
  child.stdin.end(input);
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, status };
}

/** What still runs of all that was started in this place; a moment later, so that what is ended is gone. */
async function leftIn(bin: string): Promise<string[]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const left = await runningIn(bin);
    if (left.length === 0 || Date.now() > deadline) return left;
    await passed(20);
  }
}

async function runningIn(bin: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = pids.map(async pid => {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    const [environment, command] = await Promise.all([read('environ'), read('cmdline')]);
    return environment.split('\0').includes(`PATH=${bin}:/usr/local/sbin:/usr/sbin:/sbin`)
      ? [command.replaceAll('\0', ' ')]
      : [];
  });
  return (await Promise.all(found)).flat();
}

const judge = (facts: string): Scan =>
  evaluate(facts, { ...defaultScanOptions, profile: 'strict', today: '2026-11-20' }, checks);

const statesOf = (scan: Scan, pattern: RegExp): string[] => [
  ...new Set(scan.results.filter(({ check }) => pattern.test(check.id)).map(({ state }) => state)),
];

const recording = (log: string) => `
printf '%s\\n' "$1 $2" >> '${log}'
case "$1 $2" in
  'ps --all') echo ${'c0ffee'.padEnd(64, '0')} ;;
  'images --quiet') echo sha256:${'a'.repeat(64)} ;;
  'network ls') printf 'app\\n--help\\n' ;;
  'version --format') echo '{"Client":{"Version":"5.8.6"}}' ;;
  'info --format') if [ "$3" = json ]; then echo '{"host":{"security":{"rootless":true}},"store":{}}'; else echo /; fi ;;
  'inspect --type') case "$*" in
    *'"id":'*) cat <<'END'
${JSON.stringify(container())}
END
    ;;
    *) printf 'pid 1\\nunit web.service\\nunit -x\\nunit $(touch ${folder}/pwned).service\\nbind /etc\\nbind $(touch ${folder}/pwned)\\n' ;;
    esac ;;
  'image inspect') cat <<'END'
${JSON.stringify(image())}
END
    ;;
esac`;

for (const shell of [['dash'], ['bash', '--posix'], ['busybox', 'sh']]) {
  const skip = spawnSync(shell[0] ?? '', ['-c', 'true']).error ? `NOT ASKED: ${shell[0]} is not installed` : false;
  test(`${shell.join(' ')} asks Podman only to tell something`, { skip }, async () => {
    const log = path.join(folder, `log-${shell.join('')}`);
    const bin = await place(`recording-${shell.join('')}`, recording(log));
    const { stdout, stderr, status } = await collect(bin, shell);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const asked = new Set((await readFile(log, 'utf8')).trim().split('\n'));
    assert.deepEqual(
      [...asked].filter(words => !reading.has(words)),
      [],
    );
    assert.deepEqual(
      [...reading].filter(words => !asked.has(words)),
      [],
    );
    assert.equal(parseFacts(stdout).isWhole, true);
    const scan = judge(stdout);
    assert.equal(scan.trouble, undefined);
    assert.equal(scan.host.podman, undefined);
    assert.deepEqual(
      scan.results
        .filter(({ state, check }) => state === 'error' && /^(?:CTR|IMG)/.test(check.id))
        .map(({ check }) => check.id),
      [],
    );
    assert.deepEqual(
      (await readdir(folder)).filter(file => file === 'pwned'),
      [],
    );
  });
}

describe('a Podman that does not work', { concurrency: true, timeout: 120_000 }, () => {
  const engineChecks = /^(?:CTR0[0-2]|IMG00[1-8]|HST001|HST012|CFG005|CFG010)/;
  const cases: readonly (readonly [string, string | undefined, readonly string[]])[] = [
    ['is missing', undefined, ['timeout']],
    ['dies', 'kill -9 $$', ['timeout']],
    ['prints garbage', 'head -c 100000 /dev/urandom', ['timeout']],
    ['prints half of something', `printf '{"host": {"security": {"rootless": tr'`, ['timeout']],
    ['lists what are no ids', `case $1 in ps | images) echo '-x $(touch pwned)' ;; *) echo x ;; esac`, ['timeout']],
    ['refuses', 'echo "Error: no storage" >&2; exit 125', ['timeout']],
    ['does not come back', 'trap "" TERM; while :; do sleep 1; done', ['timeout', 'sleep']],
    ['and its children do not come back, where there is no timeout', 'cat /dev/zero | sleep 1000', ['setsid', 'sleep']],
    ['does not come back, where there is neither timeout nor setsid', 'exec sleep 1000', ['sleep']],
    ['prints without end', 'while :; do echo y; done', ['timeout']],
    ['prints without end, where there is no timeout', 'cat /dev/zero', ['setsid', 'sleep']],
  ];
  cases.forEach(([what, podman, more], i) => {
    test(what, async () => {
      const bin = await place(`broken-${i}`, podman, more);
      const { stdout, status } = await collect(bin, ['sh'], ['limit=1']);
      assert.equal(status, 0);
      assert.deepEqual(await leftIn(bin), []);
      assert.equal(parseFacts(stdout).isWhole, true);
      const scan = judge(stdout);
      assert.deepEqual(statesOf(scan, engineChecks), ['error']);
      assert.notDeepEqual(statesOf(scan, /^HST019$/), ['error']);
    });
  });
});

test('without base64 it writes hexadecimal digits', async () => {
  const bin = await place('no-base64', undefined, ['timeout']);
  await rm(path.join(bin, 'base64'));
  const { stdout } = await collect(bin);
  assert.match(stdout.split('\n')[0] ?? '', /"encoding":"hex"/);
  assert.match(parseFacts(stdout).probes.get('host')?.out ?? '', /^name=/);
});

test('links are followed, and hooks are looked for where containers.conf says', async () => {
  const bin = await place('links', undefined);
  const own = path.join(folder, 'home', '.config', 'containers');
  const [hooks, key] = [path.join(folder, 'hooks'), path.join(folder, 'key.pub')];
  await Promise.all([mkdir(own, { recursive: true }), mkdir(hooks)]);
  await writeFile(path.join(own, 'containers.conf'), `[engine]\nhooks_dir = [\n  "${hooks}", # ours\n]\n`);
  const required = { type: 'sigstoreSigned', keyPath: key };
  await writeFile(path.join(own, 'policy.json'), JSON.stringify({ default: [required] }));
  await symlink('/etc/passwd', key);
  await symlink('/etc/passwd', path.join(hooks, 'all.json'));
  await symlink('/nowhere', path.join(hooks, 'gone.json'));
  const { results } = judge((await collect(bin)).stdout);
  const found = results.filter(({ check }) => ['CFG003', 'CFG016'].includes(check.id));
  assert.deepEqual(
    found.map(({ check, state, resource }) => `${check.id} ${state} ${resource.name}`),
    [`CFG003 pass ${key}`, `CFG016 review ${hooks}/all.json`],
  );
});

test('ShellCheck finds nothing', {
  skip: spawnSync('shellcheck', ['--version']).error
    ? 'NOT ASKED: shellcheck is not installed (apt-get install shellcheck)'
    : false,
}, () => {
  const { stdout, status } = spawnSync('shellcheck', ['--shell=sh', script], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});
