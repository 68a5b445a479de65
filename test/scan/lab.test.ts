import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import { parseFacts } from '../../server/scan/facts/raw.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions } from '../../server/scan/model/options.ts';
import type { Result, Scan } from '../../server/scan/model/result.ts';
import type { ScanProfile } from '../../server/scan/model/state.ts';
import { type ContainerLab, openContainerLab } from '../support/containerLab.ts';
import { ask } from '../support/realTools.ts';

const lab = await openContainerLab();

/** What each container is started with, and which checks of the baseline fail on it. Every one runs busybox's sleep. */
const containers: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['plain', [], ['CTR005', 'CTR006', 'CTR021']],
  [
    'hardened',
    [
      '--read-only',
      '--cap-drop=all',
      '--security-opt=no-new-privileges',
      '--user=10001:10001',
      '--memory=64m',
      '--pids-limit=64',
    ],
    [],
  ],
  ['privileged', ['--privileged'], ['CTR001', 'CTR002', 'CTR005', 'CTR006', 'CTR013', 'CTR015', 'CTR021', 'CTR027']],
  [
    'privileged-user',
    ['--privileged', '--user=1000'],
    ['CTR001', 'CTR002', 'CTR005', 'CTR013', 'CTR015', 'CTR021', 'CTR027'],
  ],
  ['capable', ['--cap-add=SYS_ADMIN,NET_ADMIN'], ['CTR002', 'CTR005', 'CTR006', 'CTR021']],
  ['host-pid', ['--pid=host'], ['CTR005', 'CTR006', 'CTR007', 'CTR021']],
  // Podman 4.3 says "shareable" of it.
  ['host-ipc', ['--ipc=host'], ['CTR005', 'CTR006', 'CTR008', 'CTR021']],
  ['host-network', ['--network=host'], ['CTR005', 'CTR006', 'CTR009', 'CTR021']],
  ['unconfined', ['--security-opt=seccomp=unconfined'], ['CTR005', 'CTR006', 'CTR013', 'CTR021']],
  ['unmasked', ['--security-opt=unmask=all'], ['CTR005', 'CTR006', 'CTR015', 'CTR021']],
  ['etc', ['--volume=/etc:/host:ro'], ['CTR005', 'CTR006', 'CTR016', 'CTR021']],
  ['run', ['--volume=/var/run:/host'], ['CTR005', 'CTR006', 'CTR017', 'CTR021']],
  ['secret', ['--env=API_TOKEN=hunter2hunter2'], ['CTR005', 'CTR006', 'CTR021', 'CTR026']],
  ['silent', ['--log-driver=none'], ['CTR005', 'CTR006', 'CTR021', 'CTR032']],
  ['public', ['--network=slirp4netns', '--publish=0.0.0.0::8080'], ['CTR005', 'CTR006', 'CTR019', 'CTR021']],
  ['local', ['--network=slirp4netns', '--publish=127.0.0.1::8080'], ['CTR005', 'CTR006', 'CTR021']],
  ['in-pod', ['--pod=pod'], ['CTR005', 'CTR006', 'CTR021']],
];

/** What is found on the container that holds the pod's port open, and on nobody else in the pod. */
const infra = ['CTR019'];

/** All that fails on an image with hostile names: the token among its variables. Of its user nobody knows. */
const onEvilImage = ['IMG007'];

describe('a real Podman', { skip: typeof lab === 'string' ? lab : false }, () => {
  const { podman, env, image, folder } = typeof lab === 'string' ? ({} as ContainerLab) : lab;
  const script = path.resolve('server/scan/collect.sh');
  const collect = () => ask({ path: 'sh', version: '', skip: false }, [script], { env, cwd: folder });
  const start = async (...args: string[]) => {
    const { status, stderr } = await podman('run', '--detach', ...args);
    assert.equal(status, 0, stderr);
  };
  let facts = '';
  const state = async () => [
    (await podman('ps', '--all', '--no-trunc', '--external', '--format', '{{.ID}} {{.Names}} {{.Pid}}')).stdout,
    (await podman('images', '--all', '--no-trunc', '--format', '{{.ID}} {{.Names}}')).stdout,
    (await podman('volume', 'ls', '--quiet')).stdout,
    (await podman('pod', 'ps', '--quiet')).stdout,
    (await podman('image', 'mount')).stdout,
  ];
  const evil = '$(touch pwned)\'"; touch pwned\n\u001b[31m\u202egnp';

  before(async () => {
    const sleep = ['/bin/busybox', 'sleep', '100000'];
    const pod = [
      '--name=pod',
      '--infra-name=pod-infra',
      `--infra-image=${image}`,
      `--infra-command=${sleep.join(' ')}`,
    ];
    const created = await podman('pod', 'create', ...pod, '--network=slirp4netns', '--publish=0.0.0.0::9090');
    assert.equal(created.status, 0, created.stderr);
    for (const [name, flags] of containers) {
      const network = flags.some(flag => /^--(?:network|pod)=/.test(flag)) ? [] : ['--network=none'];
      await start('--name', name, ...network, ...flags, image, ...sleep);
    }
    await mkdir(path.join(folder, evil));
    await start(
      ...['--name', 'hostile', '--network=none', '--label', `evil=${evil}`, '--env', `EVIL=${evil}`],
      ...['--label', `PODMAN_SYSTEMD_UNIT=-x ${evil}\nunit ssh.service\npid 1`],
      ...[
        '--mount',
        `type=bind,"source=${`${folder}/${evil}`.replaceAll('"', '""')}",target=/data`,
        image,
        '/bin/busybox',
        'sh',
        '-c',
        'sleep 100000',
        evil,
      ],
    );
    const context = path.join(folder, 'evil');
    await mkdir(context);
    await writeFile(
      path.join(context, 'Containerfile'),
      `FROM ${image}\nENV E$(touch\${IFS}pwned)=1 API_TOKEN=hunter2hunter2\nUSER $(touch\${IFS}pwned)\n`,
    );
    const named = [`--label=${evil}=1`, `--annotation=${evil}=1`, '--tag=localhost/podseal/evil:1'];
    const built = await podman('build', '--quiet', ...named, context);
    assert.equal(built.status, 0, built.stderr);
    facts = (await collect()).stdout;
  });
  after(async () => {
    if (typeof lab !== 'string') await lab.close();
  });

  for (const [name, , expected] of containers) {
    test(`what is found on the container "${name}"`, () => {
      assert.deepEqual(failing(judge(facts, 'baseline'), name), expected);
    });
  }

  test('a pod publishes by the container that holds it open', () => {
    assert.deepEqual(failing(judge(facts, 'baseline'), 'pod-infra'), infra);
  });

  test('a member of a pod knows its name, which its kube file has, too', () => {
    const members = judge(facts, 'baseline').results.filter(({ resource }) => resource.name === 'in-pod');
    assert.deepEqual([...new Set(members.map(({ resource }) => resource.declaredBy?.pod))], ['pod']);
  });

  test('what is found on an image with hostile names', () => {
    assert.deepEqual(failing(judge(facts, 'baseline'), 'localhost/podseal/evil:1'), onEvilImage);
  });

  test('what other failures bring with them is folded', () => {
    const { results } = judge(facts, 'strict');
    const own = results.filter(
      ({ resource, state, impliedBy }) => resource.name === 'privileged' && state === 'fail' && impliedBy,
    );
    assert.deepEqual(
      own.map(({ check }) => check.id),
      ['CTR002', 'CTR003', 'CTR013', 'CTR015', 'CTR027'],
    );
  });

  test('nothing is started, changed or left behind', async () => {
    const then = await state();
    const { status, stderr, stdout } = await collect();
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.equal(parseFacts(stdout).isWhole, true);
    assert.deepEqual(await state(), then);
  });

  test('hostile names change nothing', async () => {
    assert.deepEqual(
      (await readdir(folder)).filter(file => file.startsWith('pwned')),
      [],
    );
    const scan = judge(facts, 'strict');
    assert.ok(scan.results.some(({ resource }) => resource.name === 'hostile'));
    const errors = scan.results.filter(({ state }) => state === 'error');
    assert.deepEqual(errors.map(shown), []);
    // Its own lines in what is told about containers are not believed.
    assert.deepEqual(failing(judge(facts, 'baseline'), 'hostile'), ['CTR005', 'CTR006', 'CTR021']);
  });

  test('no secret is among the facts', () => {
    const { probes, files } = parseFacts(facts);
    for (const answer of [...probes.values(), ...files.values()])
      assert.doesNotMatch(answer.out + answer.err, /hunter2/);
  });

  test('the collector asks for all that the checks need', async () => {
    const script = await readFile('server/scan/collect.sh', 'utf8');
    const { probes } = parseFacts(facts);
    const named = [...script.matchAll(/^ *(?:if .* then )?probe ([a-z-]+)/gm)].map(([, name]) => name);
    assert.deepEqual(
      named.filter(name => name !== 'setuid' && !probes.has(name ?? '')),
      [],
    );
    const missing = judge(facts, 'strict').results.filter(({ message }) =>
      message?.text.en.includes('is not among the facts'),
    );
    assert.deepEqual(missing.map(shown), []);
  });
});

/** What fails of a rootless user's containers, whatever the machine lets it limit. */
const rootless: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['plain', [], ['CTR005', 'CTR006']],
  ['hardened', ['--cap-drop=all', '--security-opt=no-new-privileges', '--user=10001:10001'], []],
  ['privileged', ['--privileged'], ['CTR001', 'CTR002', 'CTR005', 'CTR006', 'CTR013', 'CTR015', 'CTR027']],
  ['host', ['--network=host', '--pid=host'], ['CTR005', 'CTR006', 'CTR007', 'CTR009']],
  ['own-user', ['--userns=keep-id'], ['CTR005']],
  ['public', ['--network=slirp4netns', '--publish=0.0.0.0::8080'], ['CTR005', 'CTR006', 'CTR019']],
];

const user = process.getuid?.() === 0 ? (await readFile('/etc/subuid', 'utf8').catch(() => '')).split(':')[0] : '';
const ownLab = user ? await openContainerLab(user) : 'NOT ASKED: not root, or no user has subordinate ids';

describe('a Podman without root', { skip: typeof ownLab === 'string' ? ownLab : false }, () => {
  const { podman, run, image, folder } = typeof ownLab === 'string' ? ({} as ContainerLab) : ownLab;
  let scan: Scan;

  before(async () => {
    for (const [name, flags] of rootless) {
      const network = flags.some(flag => flag.startsWith('--network')) ? [] : ['--network=none'];
      const args = ['--name', name, ...network, ...flags, image, '/bin/busybox', 'sleep', '100000'];
      const { status, stderr } = await podman('run', '--detach', ...args);
      assert.equal(status, 0, stderr);
    }
    await copyFile('server/scan/collect.sh', path.join(folder, 'collect.sh'));
    scan = judge((await run('sh', path.join(folder, 'collect.sh'))).stdout, 'baseline');
  });
  after(async () => {
    if (typeof ownLab !== 'string') await ownLab.close();
  });

  for (const [name, , expected] of rootless) {
    test(`what is found on the user's container "${name}"`, () => {
      const found = failing(scan, name).filter(id => !['CTR021', 'CTR022'].includes(id));
      assert.deepEqual(found, expected);
    });
  }

  test('is seen as what it is, and root is asked for what only root sees', () => {
    const states = (id: string) => scan.results.filter(({ check }) => check.id === id).map(({ state }) => state);
    assert.deepEqual([scan.host.rootless, scan.host.user], [true, user]);
    assert.deepEqual([...states('HST001'), ...states('HST002')], ['pass', 'needsRoot']);
    assert.deepEqual(scan.results.filter(({ state }) => state === 'error').map(shown), []);
    assert.equal(scan.results.filter(({ check, state }) => check.id === 'CTR006' && state === 'fail').length, 4);
    assert.ok(
      scan.results.every(
        ({ check, state, severity }) => check.id !== 'CTR006' || state !== 'fail' || severity === 'low',
      ),
    );
  });
});

const judge = (facts: string, profile: ScanProfile): Scan =>
  evaluate(facts, { ...defaultScanOptions, profile, today: '2026-11-20' }, checks);

const shown = ({ check, resource, message }: Result) => `${check.id} ${resource.name} ${message?.text.en}`;

const failing = ({ results }: Scan, name: string): string[] => [
  ...new Set(
    results.filter(({ resource, state }) => resource.name === name && state === 'fail').map(({ check }) => check.id),
  ),
];
