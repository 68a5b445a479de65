import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { say } from '../../server/core/text.ts';
import { json } from '../../server/report/scan/json.ts';
import {
  configured,
  container,
  hostOf,
  image,
  imagesOf,
  info,
  rootful,
  rootfulInfo,
  rootless,
} from '../../server/scan/checks/_examples.ts';
import { underPolicy } from '../../server/scan/checks/_securityPolicy.ts';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import type { CheckExample } from '../../server/scan/model/check.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions, type ScanOptions } from '../../server/scan/model/options.ts';
import { factsFile } from '../support/facts.ts';

/** What scripts for this purpose get wrong, numbered as in the list of their bugs: facts, and what must come of them. */

type Facts = CheckExample['facts'];

const resultsOf = (facts: Facts, id: string, options: Partial<ScanOptions> = {}) =>
  evaluate(factsFile(facts), { ...defaultScanOptions, today: '2026-11-20', only: [id], ...options }, checks).results;

const states = (facts: Facts, id: string, options?: Partial<ScanOptions>) =>
  resultsOf(facts, id, options).map(({ state }) => state);

const seen = (facts: Facts, id: string) =>
  resultsOf(facts, id).map(({ resource, state }) => `${resource.name} ${state}`);

describe('how things are asked', () => {
  test('B-01: a template that Podman prints as it stands is no answer', () => {
    const literal = '\\{\\{.Host.Security.Rootless\\}\\}\n';
    assert.deepEqual(states({ host: hostOf(1000), info: literal }, 'HST001'), ['error']);
    assert.deepEqual(states({ ...rootless([]).facts, containers: literal }, 'CTR001'), ['error']);
  });

  test('B-04: what a program prints before it fails is no answer', () => {
    const rules = '-w /etc/containers -p wa\n-w /usr/share/containers -p wa\n';
    const facts = { host: hostOf(0), 'audit-rules': { rc: 1, out: rules, err: 'Error sending rule list request' } };
    assert.deepEqual(states(facts, 'HST007'), ['error']);
    assert.deepEqual(states({ host: hostOf(1000), info: { rc: 125, out: '{}' } }, 'HST001'), ['error']);
  });

  test('B-05, B-13: a user is read, and nobody is asked inside', async () => {
    assert.deepEqual(states(imagesOf([image({ user: '' })]).facts, 'IMG001'), ['fail']);
    assert.deepEqual(states(imagesOf([image({ user: '65532' })]).facts, 'IMG001'), ['pass']);
    const stopped = container({ state: 'exited', pid: 0, user: '' });
    assert.deepEqual(states(rootful([stopped]).facts, 'CTR006'), ['fail']);
    const code = (await readFile('server/scan/collect.sh', 'utf8')).replace(/^ *#.*$/gm, '');
    assert.doesNotMatch(code, /\b(?:engine|podman) (?:\w+ )?(?:run|create|exec|start|mount|pull|cp|commit|top)\b/);
  });

  test('B-12: privileged is what inspect says', () => {
    assert.deepEqual(states(rootful([configured({ Privileged: true })]).facts, 'CTR001'), ['fail']);
  });
});

describe('numbers and words', () => {
  const namespaces = (value: number) => ({
    info: info(),
    kernel: `/proc/sys/user/max_user_namespaces:${value}\n`,
  });
  test('B-02: any number of user namespaces is enough, none is not', () => {
    for (const value of [28633, 96365, 15000]) assert.deepEqual(states(namespaces(value), 'HST009'), ['pass']);
    assert.deepEqual(states(namespaces(0), 'HST009'), ['fail']);
    assert.deepEqual(states({ ...namespaces(0), info: rootfulInfo }, 'HST009'), ['notApplicable']);
  });

  const watching = (programs: readonly string[]) => programs.map(path => `-w ${path} -p x -k podman\n`).join('');
  test('B-03: audit rules are read, not counted', () => {
    const facts = (rules: string) => ({
      host: hostOf(0),
      programs: '/usr/bin/podman\n/usr/bin/crun\n',
      'audit-rules': rules,
    });
    const others = ['/bin/a', '/bin/b', '/bin/podman-mac-helper'];
    assert.ok(!states(facts(watching(['/usr/bin/podman', '/usr/bin/crun', ...others])), 'HST006').includes('fail'));
    assert.ok(states(facts(watching(others)), 'HST006').includes('fail'));
    const denied = { ...facts(''), host: hostOf(1000), 'audit-rules': { rc: 4 } };
    assert.deepEqual(states(denied, 'HST006'), ['needsRoot']);
  });

  test('B-08: the capabilities that every container has are none too many; those of a privileged user are', () => {
    const usual = 'CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT';
    const bounding = usual.split(' ').map(name => `CAP_${name}`);
    assert.deepEqual(states(rootful([container({ bounding })]).facts, 'CTR002'), ['pass']);
    const privileged = container({ user: '1000', effective: null, bounding: [...bounding, 'CAP_SYS_ADMIN'] });
    assert.deepEqual(states(rootful([privileged]).facts, 'CTR002'), ['fail']);
  });

  test('B-14: rootless is a field, and no text elsewhere counts', () => {
    const label = { labels: ['rootless: true', null] };
    assert.deepEqual(
      states({ ...rootful([container(label)]).facts, host: hostOf(0) }, 'HST001').includes('pass'),
      false,
    );
  });
});

describe('images', () => {
  test('B-06: an image is trusted by its longest prefix in the policy', () => {
    const policy = {
      default: [{ type: 'insecureAcceptAnything' }],
      transports: { docker: { 'registry.example': [{ type: 'sigstoreSigned', keyPath: '/etc/pki/key.pub' }] } },
    };
    const facts = { ...imagesOf([image()]).facts, '/etc/containers/policy.json': policy };
    assert.deepEqual(states(facts, 'IMG004'), ['pass']);
    const other = imagesOf([image({ tags: ['docker.io/library/app:1'] })]).facts;
    assert.deepEqual(states({ ...other, '/etc/containers/policy.json': policy }, 'IMG004'), ['fail']);
  });

  test('B-07: local builds and images without a name are judged like others', () => {
    const built = image({ user: '', tags: ['localhost/built:1'] });
    const nameless = image({ id: 'b'.repeat(64), user: '', tags: [] });
    assert.deepEqual(seen(imagesOf([built, nameless]).facts, 'IMG001'), [
      'localhost/built:1 fail',
      'bbbbbbbbbbbb fail',
    ]);
  });

  test('B-22: a report without vulnerabilities does not hide another, nor does one that is none', () => {
    const report = (ArtifactName: string, vulnerabilities: unknown) => ({
      ArtifactName,
      Results: [{ Vulnerabilities: null }, { Vulnerabilities: vulnerabilities }],
    });
    const vulnerabilityReports = [
      null,
      report('other:1', null),
      report('registry.example/app:1.4', [{ VulnerabilityID: 'CVE-2026-1', Severity: 'CRITICAL' }]),
    ];
    assert.deepEqual(states(imagesOf([image()]).facts, 'IMG012', { vulnerabilityReports }), ['fail']);
  });
});

describe('the host', () => {
  test('B-15: FIPS is what the kernel says, and nobody says when it says nothing', () => {
    const kernel = (text: string) => states({ kernel: text }, 'HST014');
    assert.deepEqual(kernel('/proc/sys/crypto/fips_enabled:1\n'), ['pass']);
    assert.deepEqual(kernel(''), ['unknown']);
  });

  test('B-16: AppArmor is as good as SELinux', () => {
    assert.deepEqual(states({ kernel: '/sys/module/apparmor/parameters/enabled:Y\n', info: info() }, 'HST003'), [
      'pass',
    ]);
  });

  test('B-17: an encrypted stick is no encrypted storage', () => {
    const disk = (name: string, type: string, children: readonly object[] = []) => ({
      name: `/dev/${name}`,
      kname: `/dev/${name}`,
      type,
      fstype: type === 'crypt' ? 'ext4' : null,
      mountpoint: null,
      children,
    });
    const disks = {
      blockdevices: [
        disk('sda', 'disk', [disk('sda1', 'part')]),
        disk('sdb', 'disk', [{ ...disk('sdb1', 'part', [disk('dm-0', 'crypt')]), fstype: 'crypto_LUKS' }]),
      ],
    };
    const mount = { filesystems: [{ target: '/', source: '/dev/sda1', fstype: 'ext4', options: 'rw' }] };
    assert.deepEqual(states({ mount, disks, virtualization: 'none\n' }, 'HST016'), ['fail']);
  });

  test('B-18: a rule with a wildcard in its path does not load', () => {
    const text = '-w /home/*/.local/share/containers -p wa -k c\n';
    const facts = { host: hostOf(0), 'audit-folder': '', 'audit-rules': '', '/etc/audit/rules.d/p.rules': text };
    assert.ok(states(facts, 'HST008', { profile: 'stig' }).includes('fail'));
  });

  test('B-19: rules for polkit actions that Podman does not have', () => {
    assert.deepEqual(states({ polkit: '/etc/polkit-1/rules.d/50-podman.rules\n' }, 'HST027'), ['fail']);
  });

  test('B-20: sudo podman run is all of root', () => {
    const facts = (text: string) => ({ host: hostOf(0), 'sudo-folder': '', '/etc/sudoers': text });
    assert.deepEqual(states(facts('dev ALL=(root) NOPASSWD: /usr/bin/podman run *\n'), 'HST026'), ['fail']);
    assert.deepEqual(states(facts('dev ALL=(root) NOPASSWD: /usr/bin/podman ps\n'), 'HST026'), ['pass']);
  });

  test('B-26: the port floor is the kernel’s, whatever a file says', () => {
    assert.deepEqual(states({ kernel: '/proc/sys/net/ipv4/ip_unprivileged_port_start:1024\n' }, 'HST020'), ['pass']);
  });

  test('B-27: which exec asked for privileges comes from the audit log', () => {
    assert.deepEqual(states({ host: hostOf(0), 'audit-execs': 'privileged=1\n' }, 'CTR035'), ['fail']);
    assert.deepEqual(states({ host: hostOf(0), 'audit-execs': { rc: 77 } }, 'CTR035'), ['needsRoot']);
  });
});

describe('what is said', () => {
  test('B-11: our ids are ours; numbers of CIS stand as related', () => {
    for (const { references, title } of checks) {
      assert.doesNotMatch(title.en, /CIS/);
      for (const reference of references.filter(({ title }) => title.startsWith('CIS')))
        assert.match(reference.title, /^CIS Docker 1\.6\.0 [\d., ]+\(related\)$/);
    }
  });

  test('B-21: nobody is told to turn FIPS on later, or to take FIPS 140-2', () => {
    const said = checks.flatMap(({ why, remedy, commands = [] }) => [
      why.en,
      why.ja,
      remedy.en,
      remedy.ja,
      ...commands,
    ]);
    assert.doesNotMatch(said.join('\n'), /fips-mode-setup|140-2/);
  });

  test('B-23: no remedy turns a protection off', () => {
    const commands = checks.flatMap(({ commands = [] }) => commands);
    assert.doesNotMatch(commands.join('\n'), /label=disable|unconfined|=host|chmod (?:-R )?777|setenforce 0/);
  });

  test('B-25: what is sold as a security option is a failure', () => {
    const facts = rootful([configured({ PidMode: 'host', UsernsMode: 'host', SecurityOpt: ['label=disable'] })]).facts;
    assert.deepEqual(states(facts, 'CTR007'), ['fail']);
    assert.deepEqual(states(facts, 'CTR011', { profile: 'strict' }), ['fail']);
    assert.deepEqual(states({ ...facts, kernel: '/sys/fs/selinux/enforce:1\n' }, 'CTR014'), ['fail']);
  });

  test('B-09: the report is JSON, whatever containers are called, and without any', () => {
    const names = ['a"],"b', '\u0000\u001b[31m\n', '\u202e$(reboot)'];
    for (const containers of [names.map(name => configured({ Privileged: true }, { name })), []]) {
      const options = { ...defaultScanOptions, today: '2026-11-20', only: ['CTR001'] };
      const scan = evaluate(factsFile(rootful(containers).facts), options, checks);
      const now = new Date('2026-11-20T12:00:00Z');
      const how = {
        locale: 'en',
        colour: false,
        unicode: true,
        width: 80,
        failOn: 'high',
        strict: false,
        hosts: 1,
      } as const;
      const reporter = json({ ...how, profile: 'baseline', now, checks });
      const host = reporter.host({ target: 'local', scan, standing: undefined });
      const { hosts } = JSON.parse(reporter.start() + host + reporter.end());
      const failed = hosts[0].results.filter(({ state }: { state: string }) => state === 'fail');
      assert.equal(failed.length, containers.length);
    }
  });

  test('B-24: a security policy of the project judges running containers', () => {
    const { options } = underPolicy('forbidden: [privileged: true]');
    assert.deepEqual(states(rootless([configured({ Privileged: true })]).facts, 'POL001', options), ['fail']);
    assert.deepEqual(states(rootless([container()]).facts, 'POL001', options), ['pass']);
  });

  test('B-10: every failure says what was found and what to do', () => {
    const [result] = resultsOf(rootful([configured({ Privileged: true })]).facts, 'CTR001');
    assert.ok(result?.message && say(result.message, 'en') !== '' && result.check.remedy.en !== '');
  });
});
