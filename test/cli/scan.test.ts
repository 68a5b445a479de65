import assert from 'node:assert/strict';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { scanFormats } from '../../server/report/scan/formatNames.ts';
import { configured, container, hostOf, info, rootless } from '../../server/scan/checks/_examples.ts';
import { factsFile } from '../support/facts.ts';
import { faultsInSarif } from '../support/sarif.ts';
import { folderWith } from './support/folder.ts';
import { podseal } from './support/run.ts';

const accepting = { default: [{ type: 'insecureAcceptAnything' }] };
/** Two failures: a privileged container, which is critical, and a policy that accepts everything. */
const weak = factsFile({
  ...rootless([configured({ Privileged: true }), container({ name: 'db' })]).facts,
  '/etc/containers/policy.json': accepting,
});
const sound = factsFile(rootless([container()]).facts);
const two = ['--only', 'CTR001,CFG001'];
/** Every name that somebody else gives tries to be more than a name. */
const hostile = '$(reboot)\u001b[31m\u202e</script><img src=x>|"\'`\n::error::';
const nasty = factsFile({
  ...rootless([configured({ Privileged: true }, { name: hostile })]).facts,
  host: hostOf(1000)
    .replace('web01', hostile.replace('\n', ''))
    .replace('user=app', `user=${hostile.replace('\n', '')}`),
  info: info({}, { version: { Version: hostile } }),
});

const scan = (cwd: string, ...args: readonly string[]) =>
  podseal(['scan', ...args], { cwd, env: { LANG: 'en_US.UTF-8' } });

describe('podseal scan', () => {
  test('shows the gravest first, what was found, on what, and what to do', async t => {
    const cwd = await folderWith(t, { weak });
    const { code, out, err } = await scan(cwd, '--target', 'facts:weak', ...two);
    assert.deepEqual([code, err], [1, '']);
    assert.match(
      out,
      /^podseal scan \S+ {2}host web01 {2}podman 5\.8\.6 \(rootless: app\) {2}profile baseline {2}2026-11-20T12:00:00Z\n/,
    );
    assert.match(out, /\nContainers \(2\) {2}✓ 1 {2}✗ 1\n/);
    assert.match(
      out,
      /\nCRITICAL\n ✗ CTR001 {2}No container is privileged {2}1 of 2\n {11}web: It runs privileged\.\n {11}Fix: [^\n]{60,89}\n {11}\w/,
    );
    assert.match(out, /\nMEDIUM\n ✗ CFG001[^\n]*\n[^\n]*\n {11}\/etc\/containers\/policy\.json:1\n/);
    assert.match(out, /\nRESULT {2}fail {2}1 critical {2}1 medium\n\n.*podseal scan explain CTR001\n$/);
  });

  test('exit codes', async t => {
    const noPodman = factsFile({ host: hostOf(1000), info: { rc: 127 }, containers: { rc: 127 } });
    const needsRoot = factsFile({ ...rootless([]).facts, '/etc/containers/policy.json': { rc: 77 } });
    const cwd = await folderWith(t, { weak, sound, noPodman, needsRoot, cut: weak.slice(0, -12), text: 'no facts' });
    const code = async (...args: string[]) => (await scan(cwd, ...args)).code;
    assert.equal(await code('--target', 'facts:sound', '--only', 'CTR001'), 0);
    assert.equal(await code('--target', 'facts:weak', ...two), 1);
    assert.equal(await code('--target', 'facts:weak', '--only', 'CFG001'), 0);
    assert.equal(await code('--target', 'facts:weak', '--only', 'CFG001', '--fail-on', 'medium'), 1);
    assert.equal(await code('--target', 'facts:weak', ...two, '--skip', 'ctr'), 0);
    assert.equal(await code('--target', 'facts:needsRoot', '--only', 'CFG001'), 0);
    assert.equal(await code('--target', 'facts:needsRoot', '--only', 'CFG001', '--strict'), 4);
    assert.match((await scan(cwd, '--target', 'facts:noPodman')).out, /\nRESULT {2}error/);
    for (const broken of ['noPodman', 'cut', 'text'])
      assert.equal(await code('--target', `facts:${broken}`), 3, broken);
    for (const wrong of [
      ['--target', 'facts:missing'],
      ['--target', 'docker:web'],
      ['--target', 'ssh:-oProxyCommand=reboot'],
      ['--only', 'CTX001'],
      ['--profile', 'none'],
      ['--baseline', 'weak'],
      ['frobnicate'],
      ['explain'],
      ['explain', 'CTR999'],
    ]) {
      assert.equal(await code(...wrong), 2, wrong.join(' '));
    }
  });

  test('the exit code is the same in every format', async t => {
    const cwd = await folderWith(t, { weak, sound });
    for (const format of scanFormats) {
      assert.equal((await scan(cwd, '--target', 'facts:weak', ...two, '--format', format)).code, 1, format);
      assert.equal(
        (await scan(cwd, '--target', 'facts:sound', '--only', 'CTR001', '--format', format)).code,
        0,
        format,
      );
    }
  });

  test('several reports at once, each by its file’s name', async t => {
    const cwd = await folderWith(t, { weak });
    const files = ['a.json', 'a.sarif', 'a.xml', 'a.ocsf.json', 'a.html', 'a.md', 'a.txt'];
    const { out } = await scan(cwd, '--target', 'facts:weak', ...two, ...files.flatMap(file => ['--output', file]));
    const texts = await Promise.all(files.map(file => readFile(path.join(cwd, file), 'utf8')));
    const starts = [
      /^\{\n"version"/,
      /^\{\n"\$schema"/,
      /^<\?xml/,
      /^\[\n\{"class_uid"/,
      /^<!doctype html>/,
      /^# /,
      /^podseal scan/,
    ];
    for (const [i, text] of texts.entries()) assert.match(text, starts[i] ?? /$^/, files[i]);
    assert.equal(texts.at(-1), out);
  });

  test('what is collected can be kept, for its owner alone, and judged again', async t => {
    const cwd = await folderWith(t, { weak });
    const before = await scan(cwd, '--target', 'facts:weak', '--save-facts', 'saved');
    assert.equal((await stat(path.join(cwd, 'saved'))).mode & 0o777, 0o600);
    assert.equal((await scan(cwd, '--target', 'facts:saved')).out, before.out);
    await writeFile(path.join(cwd, 'open'), '', { mode: 0o644 });
    await scan(cwd, '--target', 'facts:weak', '--save-facts', 'open');
    assert.equal((await stat(path.join(cwd, 'open'))).mode & 0o777, 0o600);
    await scan(cwd, '--target', 'facts:weak', '--target', 'facts:saved', '--save-facts', 'several');
    assert.deepEqual((await readdir(path.join(cwd, 'several'))).sort(), ['facts_saved.facts', 'facts_weak.facts']);
  });

  test('a host is scanned through sh, with a podman that only answers', async t => {
    const cwd = await folderWith(t, {});
    const { code, out } = await podseal(['scan', '--only', 'HST001', '--format', 'json'], {
      cwd,
      env: { PATH: '/usr/bin:/bin', HOME: cwd },
    });
    const [host] = JSON.parse(out).hosts;
    assert.equal(host.target, 'local');
    assert.equal(host.trouble, null);
    assert.ok([0, 1, 3].includes(code));
  });

  test('a program that is not there is said', async t => {
    const cwd = await folderWith(t, {});
    const { code, out } = await podseal(['scan', '--target', 'ssh:nowhere.invalid', '--target', 'machine:vm'], {
      cwd,
      env: { PATH: cwd },
    });
    assert.equal(code, 3);
    assert.match(out, /Nothing could be collected: ssh: .*ENOENT|Nothing could be collected: ssh: no such file/);
    assert.match(out, /Nothing could be collected: podman: /);
  });

  test('nothing from outside reaches the terminal or becomes markup', async t => {
    const cwd = await folderWith(t, { nasty });
    for (const format of scanFormats) {
      const { out } = await scan(cwd, '--target', 'facts:nasty', '--only', 'CTR001', '--format', format);
      assert.doesNotMatch(out.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u, format);
      assert.doesNotMatch(out, /^::error/m, format);
      if (format === 'html' || format === 'md' || format === 'junit')
        assert.doesNotMatch(out, /<img|<\/script/, format);
    }
  });

  test('B-14: every report for people says whose containers were not looked at', async t => {
    const stores = 'store /home/bob/.local/share/containers/storage\ndenied /home/carol\n';
    const cwd = await folderWith(t, { weak: factsFile({ ...rootless([container()]).facts, stores }) });
    for (const format of ['text', 'md', 'html', 'json'])
      assert.match((await scan(cwd, '--target', 'facts:weak', ...two, '--format', format)).out, /bob.*carol/s, format);
  });

  test('a waiver needs a reason and a last day, stays visible and does not count', async t => {
    const waived = (until: string) =>
      `scan:\n  waivers:\n    - { check: CTR001, resource: 'w*', reason: tape drive, until: ${until} }\n`;
    const run = async (config: string) => {
      const cwd = await folderWith(t, { weak, '.podseal.yaml': config });
      return scan(cwd, '--target', 'facts:weak', '--only', 'CTR001', '--format', 'text');
    };
    const valid = await run(waived('2026-12-31'));
    assert.equal(valid.code, 0);
    assert.match(valid.out, /1 waived, the first until 2026-12-31/);
    const expired = await run(waived('2026-05-31'));
    assert.equal(expired.code, 1);
    assert.match(expired.out, /The waiver of CTR001 \(w\*\) has no effect: it has expired/);
    const incomplete = await run('scan:\n  waivers:\n    - { check: CTR001 }\n');
    assert.equal(incomplete.code, 2);
    assert.match(incomplete.err, /\.podseal\.yaml:3:7: .*config\/bad-value/);
    const unknown = await run(waived('2026-12-31').replace('CTR001', 'CTR999'));
    assert.match(unknown.out, /there is no such check/);
  });

  test('root takes no waivers from others', { skip: process.getuid?.() !== 0 && 'not root' }, async t => {
    const config = 'scan:\n  waivers:\n    - { check: CTR001, reason: x, until: 2026-12-31 }\n';
    const cwd = await folderWith(t, { weak, '.podseal.yaml': config });
    await chmod(path.join(cwd, '.podseal.yaml'), 0o666);
    const { code, err } = await scan(cwd, '--target', 'facts:weak', '--only', 'CTR001');
    assert.equal(code, 1);
    assert.match(err, /root does not take waivers/);
  });

  test('the config says what else there is to say, and the command line wins', async t => {
    const cwd = await folderWith(t, { weak, '.podseal.yaml': 'scan:\n  profile: strict\n  skip: [CTR001]\n' });
    const run = async (...args: string[]) =>
      JSON.parse((await scan(cwd, '--target', 'facts:weak', '--format', 'json', ...args)).out);
    const ids = (report: { hosts: { results: { check: string }[] }[] }) =>
      report.hosts[0]?.results.map(({ check }) => check) ?? [];
    const strict = await run();
    assert.equal(strict.profile, 'strict');
    assert.ok(!ids(strict).includes('CTR001'));
    const baseline = await run('--profile', 'baseline', '--skip', 'CFG');
    assert.equal(baseline.profile, 'baseline');
    assert.ok(ids(baseline).includes('CTR001') && !ids(baseline).includes('CFG001'));
  });

  test('the project’s security policy judges what runs', async t => {
    const policy = 'kind: SecurityPolicy\nmetadata: { name: ours }\nspec:\n  forbidden:\n    - privileged: true\n';
    const cwd = await folderWith(t, {
      weak,
      'security-policy.yaml': policy,
      'x/other.yaml': policy.replace('ours', 'theirs'),
    });
    const { code, out } = await scan(cwd, '--target', 'facts:weak', '--only', 'POL');
    assert.equal(code, 1);
    assert.match(out, /web: privileged is true, which the policy ours forbids\./);
    assert.match(
      (await scan(cwd, '--target', 'facts:weak', '--only', 'POL', '--policy', 'x/other.yaml')).out,
      /theirs/,
    );
    assert.equal((await scan(cwd, '--policy', 'weak')).code, 2);
  });

  test('with a baseline only what is new counts', async t => {
    const cwd = await folderWith(t, { weak, sound });
    const args = ['--target', 'facts:weak', ...two];
    await scan(cwd, ...args, '--skip', 'CTR', '--output', 'before.json');
    const worse = await scan(
      cwd,
      ...args,
      '--baseline',
      'before.json',
      '--output',
      'now.json',
      '--output',
      'now.sarif',
    );
    assert.equal(worse.code, 1);
    assert.match(worse.out, /1 new and 0 fixed since the baseline 2026-0[56]-\d\d/);
    const same = await scan(cwd, ...args, '--baseline', 'now.json');
    assert.equal(same.code, 0);
    assert.match(same.out, /0 new and 0 fixed/);
    const fixed = await scan(cwd, '--target', 'facts:sound', ...two, '--baseline', 'now.json', '--format', 'sarif');
    const states = JSON.parse(fixed.out).runs[0].results.map(
      ({ baselineState }: { baselineState?: string }) => baselineState,
    );
    assert.equal(states.filter((state: string) => state === 'absent').length, 2);
  });

  test('the JSON is what its schema says', async t => {
    const cwd = await folderWith(t, {
      weak,
      sound,
      nasty,
      '.podseal.yaml': 'scan:\n  waivers:\n    - { check: CTR001, reason: x, until: 2026-12-31 }\n',
    });
    const schema = JSON.parse(await readFile('schemas/scan-report.schema.json', 'utf8'));
    const validate = new Ajv.default({
      allErrors: true,
      allowUnionTypes: true,
      formats: { 'date-time': true },
    }).compile(schema);
    await scan(cwd, '--target', 'facts:weak', '--output', 'before.json');
    const args = ['weak', 'sound', 'nasty'].flatMap(name => ['--target', `facts:${name}`]);
    const { out } = await scan(cwd, ...args, '--profile', 'strict', '--format', 'json', '--baseline', 'before.json');
    assert.equal(validate(JSON.parse(out)), true, JSON.stringify(validate.errors?.slice(0, 3)));
  });

  test('SARIF: as viewers enforce it', async t => {
    const cwd = await folderWith(t, { weak, noPodman: factsFile({ host: hostOf(1000), info: { rc: 127 } }) });
    const { out } = await scan(cwd, '--target', 'facts:weak', '--target', 'facts:noPodman', '--format', 'sarif');
    const log = JSON.parse(out);
    assert.deepEqual(faultsInSarif(log), []);
    const [run] = log.runs;
    assert.equal(
      run.results.some(({ kind }: { kind: string }) => kind === 'fail'),
      true,
    );
    for (const { kind, level, ruleId, ruleIndex, suppressions, locations } of run.results) {
      assert.equal(kind === 'fail', level !== 'none');
      assert.equal(run.tool.driver.rules[ruleIndex].id, ruleId);
      assert.ok(Array.isArray(suppressions));
      assert.match(locations[0].logicalLocations[0].fullyQualifiedName, /^host\/web01/);
    }
    assert.ok(run.invocations[0].toolExecutionNotifications.length > 0);
  });

  test('OCSF: a compliance finding for each result', async t => {
    const cwd = await folderWith(t, { weak });
    const { out } = await scan(cwd, '--target', 'facts:weak', ...two, '--format', 'ocsf');
    const findings = JSON.parse(out);
    assert.deepEqual(
      findings.map(({ compliance }: { compliance: { status_id: number } }) => compliance.status_id),
      [3, 3, 1],
    );
    for (const finding of findings) {
      assert.deepEqual([finding.class_uid, finding.category_uid, finding.type_uid], [2003, 2, 200301]);
      // What schema.ocsf.io requires of the class and of its objects.
      const { activity_id, severity_id, time, metadata, finding_info, compliance, resources, remediation } = finding;
      const required = [activity_id, severity_id, time, metadata.version, metadata.product.name, finding_info.uid];
      assert.deepEqual(
        [...required, ...compliance.standards].filter(value => !value),
        [],
      );
      assert.ok(resources.every((resource: { name?: string }) => resource.name) && (remediation?.desc ?? 'none'));
      assert.ok(
        finding.time > 1e12 && finding.metadata.product.name && finding.finding_info.uid && finding.severity_id,
      );
    }
  });

  test('several hosts: a line each, and one matrix', async t => {
    const hosts = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [
        `facts/web${i}`,
        (i < 2 ? weak : sound).replace(
          /"id":"host","out":"[^"]*"/,
          `"id":"host","out":"${Buffer.from(hostOf(1000).replace('web01', `web${i}`)).toString('base64')}"`,
        ),
      ]),
    );
    const cwd = await folderWith(t, hosts);
    const { out } = await scan(cwd, '--target', 'facts:facts', ...two, '--output', 'fleet.html');
    assert.match(out, / ✗ web0 {2}1 critical {2}1 medium\n/);
    assert.match(out, / ✗ CTR001 {2}No container is privileged {2}2 of 5 hosts\n/);
    assert.match(out, /2 of 5 hosts fail\n$/);
    const html = await readFile(path.join(cwd, 'fleet.html'), 'utf8');
    assert.equal(html.match(/<section id="h\d"/g)?.length, 5);
    assert.match(
      html,
      /<th title="No container is privileged">CTR001 No container is privileged<td class="critical">✗<td class="critical">✗<td>✓<td>✓<td>✓<\/tr>/,
    );
    assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  });

  test('Japanese, colour, and terminals that know neither', async t => {
    const cwd = await folderWith(t, { weak });
    const run = (env: Record<string, string>, isTTY = true) =>
      podseal(['scan', '--target', 'facts:weak', ...two], { cwd, env, isTTY });
    assert.match((await run({ LANG: 'ja_JP.UTF-8' })).out, /特権コンテナがない/);
    assert.ok((await run({ LANG: 'en_US.UTF-8' })).out.includes('\u001b[31m'));
    assert.ok(!(await run({ LANG: 'en_US.UTF-8', NO_COLOR: '1' })).out.includes('\u001b'));
    const plain = (await run({ LANG: 'C' }, false)).out;
    assert.match(plain, /^ x CTR001/m);
    assert.doesNotMatch(plain, /[^\n -~]/);
  });

  test('checks are listed and explained, and their collector is at hand', async t => {
    const cwd = await folderWith(t, {});
    assert.match((await scan(cwd, 'list')).out, /^CTR001 {2}critical {2}No container is privileged$/m);
    const list = JSON.parse((await scan(cwd, 'list', '--format', 'json')).out);
    assert.ok(
      list.length > 60 && list.every(({ severity }: { severity: object }) => Object.keys(severity).length === 4),
    );
    const { out } = await scan(cwd, 'explain', 'ctr001');
    assert.match(out, /^CTR001 {2}No container is privileged\n/);
    assert.equal((await podseal(['explain', 'CTR001'])).out, out);
    assert.match((await scan(cwd, 'collector')).out, /^#!\/bin\/sh\n/);
  });
});
