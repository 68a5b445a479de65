import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { lintOptions } from '../../server/cli/lint/options.ts';
import { scanOptions } from '../../server/cli/scan/options.ts';
import { kinds } from '../../server/rules/registry.ts';
import { podseal } from './support/run.ts';

const japanese = { env: { LANG: 'ja_JP.UTF-8' } };

test('the version is the package’s', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const { code, out, err } = await podseal(['--version']);
  assert.deepEqual([code, out, err], [0, `${version}\n`, '']);
});

test('help, in general and for each command, in both languages', async () => {
  const general = await podseal(['--help']);
  assert.equal(general.code, 0);
  for (const command of ['lint', 'scan', 'rules', 'explain', 'server']) {
    assert.match(general.out, new RegExp(`^  ${command} `, 'm'));
    const { code, out } = await podseal([command, '--help']);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^Usage: podseal ${command}`));
    assert.equal((await podseal(['help', command])).out, out);
    assert.match((await podseal([command, '-h'], japanese)).out, /[\u3040-\u30ff]/);
  }
  for (const option of ['profile', 'fips', 'podman', 'format', 'output', 'fix', 'fix-suggested', 'min-severity']) {
    assert.match((await podseal(['lint', '--help'])).out, new RegExp(`--${option}\\b`));
  }
});

for (const file of ['README.md', 'README.ja.md'])
  test(`${file} names every option and every key of the config`, async () => {
    const text = await readFile(file, 'utf8');
    const usage = (command: string) =>
      new RegExp(`^podseal ${command}(?:.*\\n)+?(?=podseal|\`\`\`)`, 'm').exec(text)?.[0] ?? '';
    const missing = [
      ...lintOptions.filter(({ name }) => !usage('lint \\[').includes(`--${name}`)),
      ...scanOptions.filter(({ name }) => !usage('scan \\[').includes(`--${name}`)),
    ];
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
    const schema = JSON.parse(await readFile('schemas/podseal.schema.json', 'utf8')) as { properties: object };
    assert.deepEqual(
      Object.keys(schema.properties).filter(
        key => key !== 'fips' && !new RegExp(`^\\| \`${key}\`|^${key}:`, 'm').test(text),
      ),
      ['scan'],
    );
  });

test('without a command, help and exit code 2', async () => {
  const { code, out, err } = await podseal([]);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /Usage: podseal COMMAND/);
  assert.equal((await podseal(['frobnicate'])).code, 2);
});

test('every rule is listed', async () => {
  const ids = kinds.flatMap(kind => kind.rules as readonly { id: string }[]).map(({ id }) => id);
  const { out } = await podseal(['rules', '--format', 'json']);
  const listed = JSON.parse(out) as { id: string; severity: Record<string, string>; aliases: string[] }[];
  const names = listed.map(({ id }) => id);
  assert.deepEqual(names.slice(0, ids.length).sort(), ids.sort());
  assert.doesNotMatch(names[0] ?? '', /^config/);
  assert.ok(names.includes('podseal/too-large'));
  for (const { severity } of listed) assert.deepEqual(Object.keys(severity), ['podman', 'strict', 'kubernetes']);
  const { out: text } = await podseal(['rules']);
  assert.deepEqual(
    text
      .trimEnd()
      .split('\n')
      .map(line => line.split(' ')[0]),
    names,
  );
});

test('a rule is explained by its name, its slug or another tool’s name', async () => {
  const { code, out } = await podseal(['explain', 'config/bad-value']);
  assert.equal(code, 0);
  assert.match(out, /^config\/bad-value {2}Bad value in the config\n/);
  assert.match(out, /\nRepaired\n {2}profile: strict\n/);
  assert.match((await podseal(['explain', 'bad-value'])).out, /^securitypolicy\/bad-value .*\n\nconfig\/bad-value /s);
  assert.match((await podseal(['explain', 'missing-user'])).out, /^containerfile\/missing-user /);
  assert.match((await podseal(['explain', 'dl3002'])).out, /^containerfile\/root-user /);
  assert.match((await podseal(['explain', 'config/bad-value'], japanese)).out, /設定ファイルの不正な値/);
});

test('other tools’ names are found however they are written, and a name for several rules explains all of them', async () => {
  const names = {
    'containerfile/root-user': ['DL3002', 'dl3002', 'CKV_DOCKER_8', 'ckv-docker-8'],
    'containerfile/missing-user': ['DS-0002', 'ds002', 'AVD-DS-0002', 'CKV_DOCKER_3'],
    'containerfile/secret-in-env': ['SecretsUsedInArgOrEnv', 'secretsusedinargorenv'],
    'containerfile/prefer-copy': ['DL3020', 'DS-0005', 'ckv_docker_4'],
  };
  for (const [rule, aliases] of Object.entries(names)) {
    for (const alias of aliases)
      assert.match((await podseal(['explain', alias])).out, new RegExp(`^${rule} `, 'm'), alias);
  }
  const all = kinds.flatMap(kind => kind.rules as readonly { id: string; aliases?: readonly string[] }[]);
  const shared = all.flatMap(({ aliases = [] }) => aliases).find((name, i, names) => names.indexOf(name) < i) ?? '';
  const { out } = await podseal(['explain', shared]);
  for (const { id, aliases } of all) if (aliases?.includes(shared)) assert.match(out, new RegExp(`^${id} `, 'm'));
});

test('who asks for no rule that there is gets told which one may be meant', async () => {
  const { code, err } = await podseal(['explain', 'config/bad-vlaue']);
  assert.deepEqual([code, err], [2, 'podseal: there is no rule "config/bad-vlaue"; is "config/bad-value" meant?\n']);
  assert.equal((await podseal(['explain'])).code, 2);
  assert.equal((await podseal(['server'])).code, 2);
});

test('wrong usage is told in both languages', async () => {
  const wrong: [string[], string][] = [
    [['frobnicate'], '"frobnicate" is no command; see podseal --help'],
    [['lint', '-x'], 'there is no option -x; see --help'],
    [['lint', '--format'], '--format needs a value'],
    [['lint', '--fix=all'], '--fix takes no value'],
    [['lint', '--profile', 'a.b'], '--profile a.b: one of podman, strict, kubernetes is expected'],
    [['lint', '--podman', 'x'], '--podman x: a version such as 5.8 is expected'],
    [['explain'], 'explain: the name of a rule is expected'],
    [['server'], 'server: --stdio is expected'],
  ];
  for (const [args, message] of wrong) {
    const english = await podseal(args);
    assert.deepEqual([english.code, english.out, english.err], [2, '', `podseal: ${message}\n`]);
    const { code, err } = await podseal(args, japanese);
    assert.equal(code, 2);
    assert.match(err, /^podseal: .*[\u3040-\u30ff]/, message);
  }
  assert.match((await podseal(['explain', 'kube/privleged'], japanese)).err, /kube\/privileged.*[\u3040-\u30ff]/);
});
