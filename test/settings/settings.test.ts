import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings } from '../../server/core/settings.ts';
import { parseConfigFile } from '../../server/settings/configFile.ts';
import { Configs } from '../../server/settings/findConfig.ts';
import { foldersAbove } from '../../server/settings/paths.ts';
import { resolveSettings } from '../../server/settings/resolve.ts';
import { soundParts } from '../../server/settings/soundConfig.ts';

const today = '2026-06-01';
const config = (text: string, path = '/w/.podseal.yaml') => parseConfigFile(path, text);
const resolved = (text: string, path = '/w/Containerfile') => resolveSettings(config(text), {}, path, today);

describe('reading a config', () => {
  test('everything that can be set', () => {
    const { settings } = config(
      'profile: strict\nfips: true\npodman: "4.9"\nrules:\n  kube/privileged: off\n  podseal/too-large: error\n',
    );
    assert.deepEqual(settings, {
      profile: 'strict',
      fips: true,
      podman: '4.9',
      rules: { 'kube/privileged': 'off', 'podseal/too-large': 'error' },
    });
  });

  test('bad values are left out and the rest holds', () => {
    const { settings } = config(
      'profile: paranoid\nfips: "yes"\npodman: five\nwhat: 1\nrules:\n  kube/privileged: loud\n  kube/host-network: info\n',
    );
    assert.deepEqual(settings, { rules: { 'kube/host-network': 'info' } });
  });

  test('a version that is written as a number is read as it is written', () => {
    assert.equal(config('podman: 5.10').settings.podman, '5.10');
    assert.equal(config('podman: 1e1').settings.podman, undefined);
  });

  test('no text breaks it', () => {
    const texts = [
      '',
      '# only a comment',
      '- a list',
      'text',
      'rules:',
      'ignore: {}',
      'profile: [',
      '\tprofile: paranoid',
      'a: &a [*a]\nprofile: *a',
      '? [x]\n: y',
      '--- 1\n--- 2',
      '\0\u{1f600}',
      '['.repeat(20_000),
      '- '.repeat(20_000),
      '? '.repeat(20_000),
      'a: '.repeat(20_000),
      '{a: '.repeat(20_000),
      '&a !!map '.repeat(20_000),
      'a:\n '.repeat(5),
      '__proto__: {profile: strict}',
    ];
    for (const text of texts) {
      assert.equal(resolved(text).profile, 'podman', JSON.stringify(text.slice(0, 40)));
    }
  });

  test('of a broken text the sound parts hold', () => {
    assert.equal(resolved('profile: strict\nrules: [\n').profile, 'strict');
    assert.equal(resolved('profile: strict\n---\nprofile: podman\n').profile, 'strict');
  });

  test('an entry with a mistake in it silences nothing', () => {
    const entries = ['{rule: kube/privileged, ponter: /a}', '{path: a}', '{rule: x/y, until: tomorrow}', '7'];
    assert.deepEqual(resolved(`ignore: [${entries.join(', ')}, {rule: kube/host-pid}]`).ignore, [
      { rule: 'kube/host-pid' },
    ]);
  });

  test('excluded files, as git would', () => {
    const { exclude } = config('exclude: [vendor/, "*.gen.yaml", "!keep.gen.yaml", /top]');
    const excluded = ['/w/vendor/a', '/w/x/vendor/b/c', '/w/x/a.gen.yaml', '/w/top'];
    const judged = ['/w/vendors/a', '/w/x/keep.gen.yaml', '/w/x/top', '/elsewhere/vendor/a', '/w', '/w/'];
    assert.deepEqual([...excluded, ...judged].filter(exclude), excluded);
  });

  test('URIs are compared without their percent encoding', () => {
    const { exclude } = config('exclude: ["my dir/"]', 'file:///w/.podseal.yaml');
    assert.equal(exclude('file:///w/my%20dir/pod.yaml'), true);
    assert.equal(exclude('file:///w/100%/pod.yaml'), false);
  });
});

test('the folder of the build is seen from the config', () => {
  assert.equal(config('context: ..', '/w/a/.podseal.yaml').settings.context, '/w');
  assert.equal(config('context: ./src/', 'file:///w/a/.podseal.yaml').settings.context, 'file:///w/a/src');
});

describe('settings of a file', () => {
  test('overrides stand above the config, the config above the defaults', () => {
    const settings = resolveSettings(
      config('profile: strict\npodman: "4.9"\nrules: {kube/privileged: off, kube/host-pid: off}'),
      { profile: 'kubernetes', fips: undefined, rules: { 'kube/host-pid': 'error' } },
      '/w/pod.yaml',
      today,
    );
    assert.deepEqual(settings, {
      ...defaultSettings,
      profile: 'kubernetes',
      podman: '4.9',
      rules: { 'kube/privileged': 'off', 'kube/host-pid': 'error' },
      ignore: [],
      today,
    });
    assert.deepEqual(resolveSettings(undefined, {}, '/w/pod.yaml', today), { ...defaultSettings, today });
  });

  test('entries hold for their paths only', () => {
    const text = 'ignore: [{rule: a/b, path: "deploy/"}, {rule: c/d}]';
    assert.deepEqual(
      resolved(text, '/w/deploy/pod.yaml').ignore.map(entry => entry.rule),
      ['a/b', 'c/d'],
    );
    assert.deepEqual(
      resolved(text, '/w/pod.yaml').ignore.map(entry => entry.rule),
      ['c/d'],
    );
  });

  test('the same inputs give the same object, also after the config was read again', () => {
    assert.equal(resolved('profile: strict'), resolved('profile: strict', '/w/other'));
    assert.notEqual(resolved('profile: strict'), resolved('profile: podman'));
  });

  test('settings from elsewhere lose their bad parts', () => {
    assert.deepEqual(soundParts({ profile: 'x', rules: { 'a/b': 'off', 'c/d': 1 } }), { rules: { 'a/b': 'off' } });
    assert.deepEqual(soundParts(undefined), {});
  });
});

describe('finding a config', () => {
  test('folders from the nearest up', () => {
    assert.deepEqual(foldersAbove('/a/b/c'), ['/a/b', '/a', '']);
    assert.deepEqual(foldersAbove('file:///a/b'), ['file:///a', 'file://']);
    assert.deepEqual(foldersAbove('vscode-vfs://github/o/r/f'), [
      'vscode-vfs://github/o/r',
      'vscode-vfs://github/o',
      'vscode-vfs://github',
    ]);
    assert.deepEqual(foldersAbove('C:/x/y'), ['C:/x', 'C:']);
    assert.deepEqual(foldersAbove('untitled:Untitled-1'), []);
  });

  test('the nearest counts, every folder is read once', async () => {
    const files: Record<string, string> = {
      '/a/.podseal.yaml': 'profile: strict',
      '/a/b/c/.podseal.yml': 'fips: true',
    };
    const read: string[] = [];
    const configs = new Configs(async path => {
      read.push(path);
      return files[path];
    });
    assert.equal((await configs.configFor('/a/b/Containerfile'))?.path, '/a/.podseal.yaml');
    assert.equal((await configs.configFor('/a/b/c/d/Containerfile'))?.path, '/a/b/c/.podseal.yml');
    assert.equal(await configs.configFor('/z/Containerfile'), undefined);
    assert.deepEqual(read, [...new Set(read)]);
  });

  test('what cannot be read is not there, until it is', async () => {
    let broken = true;
    const configs = new Configs(async path => {
      if (broken) throw new Error('EACCES');
      return path === '/a/.podseal.yaml' ? '' : undefined;
    });
    assert.equal(await configs.configFor('/a/x'), undefined);
    broken = false;
    assert.equal(await configs.configFor('/a/x'), undefined);
    configs.forget();
    assert.equal((await configs.configFor('/a/x'))?.directory, '/a');
  });
});
