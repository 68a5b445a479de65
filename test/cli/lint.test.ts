import assert from 'node:assert/strict';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, test } from 'node:test';
import { folderWith, sound, weak } from './support/folder.ts';
import { podseal } from './support/run.ts';

interface ReportedFinding {
  readonly path: string;
  readonly rule: string;
}

const findings = (json: string): ReportedFinding[] => (JSON.parse(json) as { findings: ReportedFinding[] }).findings;

/** `path rule` of every finding. */
const found = (json: string): string[] => findings(json).map(({ path, rule }) => `${path} ${rule}`);

const judgedIn = (json: string): string[] => [...new Set(findings(json).map(({ path }) => path))];

const lint = (cwd: string, ...args: string[]) => podseal(['lint', ...args], { cwd });
const lintJson = async (cwd: string, ...args: string[]) => (await lint(cwd, '--format', 'json', ...args)).out;

describe('exit codes', () => {
  test('0 without findings, 1 with them, by --fail-on', async t => {
    const cwd = await folderWith(t, { 'a/Containerfile': sound, 'b/Containerfile': weak });
    assert.equal((await lint(cwd, 'a')).code, 0);
    assert.equal((await lint(cwd)).code, 1);
    assert.equal((await lint(cwd, '--fail-on', 'error')).code, 0);
    assert.equal((await lint(cwd, '--fail-on', 'hint')).code, 1);
  });

  test('2 for wrong usage, said in one line', async t => {
    const cwd = await folderWith(t, {});
    const wrong = [
      ['--bogus'],
      ['--format', 'xml'],
      ['--profile', 'paranoid'],
      ['--podman', 'latest'],
      ['--fail-on', 'off'],
      ['--config', 'missing.yaml'],
      ['--output', 'missing/report'],
      ['--format'],
    ];
    for (const args of wrong) {
      const { code, out, err } = await lint(cwd, ...args);
      assert.deepEqual([code, out, err.split('\n').length], [2, '', 2], args.join(' '));
      assert.match(err, /^podseal: /);
    }
  });

  test('2 for a wrong config, and the files are still judged', async t => {
    const cwd = await folderWith(t, { 'sub/Containerfile': weak, '.podseal.yaml': 'profile: paranoid\n' });
    const { code, out, err } = await lint(cwd, 'sub');
    assert.equal(code, 2);
    assert.match(err, /^podseal: \.podseal\.yaml:1:10: .*config\/bad-value/);
    assert.match(out, /^sub\/Containerfile:3:6 /m);
  });

  test('3 for what cannot be read, and the others are still judged', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    await symlink('nowhere', path.join(cwd, 'dangling'));
    const { code, out, err } = await lint(cwd, 'missing', 'dangling', 'Containerfile');
    assert.equal(code, 3);
    assert.equal(err, 'podseal: missing: no such file or directory\npodseal: dangling: no such file or directory\n');
    assert.match(out, /^Containerfile:3:6 /m);
  });
});

describe('which files', () => {
  test('a folder without what git ignores, .git, node_modules and links', async t => {
    const cwd = await folderWith(t, {
      '.git/HEAD': '',
      '.git/Containerfile': weak,
      '.gitignore': '\ufeffout/\n*.gen\n/top\n',
      'node_modules/a/Containerfile': weak,
      'out/Containerfile': weak,
      'Containerfile.gen': weak,
      'top/Containerfile': weak,
      'a/top/Containerfile': weak,
      'a/.gitignore': '!Containerfile.gen\n/b\n',
      'a/Containerfile.gen': weak,
      'a/b/Containerfile': weak,
      'c d/Containerfile': weak,
      'readme.txt': weak,
    });
    await symlink('.', path.join(cwd, 'loop'));
    await symlink('a', path.join(cwd, 'again'));
    assert.deepEqual(judgedIn(await lintJson(cwd)), [
      'a/Containerfile.gen',
      'a/top/Containerfile',
      'c d/Containerfile',
    ]);
  });

  test('the .gitignore above the folder counts, unless the folder itself is ignored', async t => {
    const cwd = await folderWith(t, {
      '.git/HEAD': '',
      '.gitignore': 'out\n',
      'a/out/Containerfile': weak,
      'a/Containerfile': weak,
    });
    assert.deepEqual(judgedIn(await lintJson(cwd, 'a')), ['a/Containerfile']);
    assert.deepEqual(judgedIn(await lintJson(cwd, 'a/out')), ['a/out/Containerfile']);
    assert.deepEqual(judgedIn(await lintJson(path.join(cwd, 'a'))), ['Containerfile']);
  });

  test('in the spelling given, each once, below the working directory relative to it', async t => {
    const cwd = await folderWith(t, { 'a/Containerfile': weak, 'b/Containerfile': weak });
    const json = await lintJson(cwd, './b//', 'b/Containerfile', path.join(cwd, 'a'));
    assert.deepEqual(judgedIn(json), ['./b/Containerfile', 'a/Containerfile']);
    const outside = await lintJson(path.join(cwd, 'a'), '../b', path.join(cwd, 'b', 'Containerfile'));
    assert.deepEqual(judgedIn(outside), ['../b/Containerfile']);
  });

  test('a named file that is no kind of ours is said, one in a folder is not', async t => {
    const cwd = await folderWith(t, { 'notes.txt': 'hello', 'dir/notes.txt': 'hello' });
    const { code, err } = await lint(cwd, 'notes.txt', 'dir');
    assert.deepEqual([code, err], [0, 'podseal: notes.txt: no kind of file that Podseal knows\n']);
    assert.equal((await lint(cwd, 'notes.txt', '--quiet')).err, '');
  });

  test('excluded files, also by a config that is named', async t => {
    const cwd = await folderWith(t, {
      '.podseal.yaml': 'exclude: [vendor/]\n',
      'vendor/Containerfile': weak,
      'own/Containerfile': weak,
      'other.yaml': 'exclude: [own/]\n',
    });
    assert.deepEqual(judgedIn(await lintJson(cwd)), ['own/Containerfile']);
    assert.deepEqual(judgedIn(await lintJson(cwd, '--config', 'other.yaml')), ['vendor/Containerfile']);
    assert.match((await lint(cwd, 'vendor/Containerfile')).err, /vendor\/Containerfile: excluded by \.podseal\.yaml,/);
  });

  test('binary, too large and not UTF-8', async t => {
    const cwd = await folderWith(t, {
      'binary/Containerfile': new Uint8Array([70, 82, 79, 77, 0, 1, 2]),
      'large/Containerfile': `FROM scratch\n${'# x\n'.repeat(600_000)}`,
      'larger/Containerfile': `FROM scratch\n${'# x\n'.repeat(1_600_000)}`,
      'latin1/Containerfile': Buffer.from(`# caf\u00e9\n${weak}`, 'latin1'),
    });
    const { code, out, err } = await lint(cwd, '--format', 'json', '--fix');
    assert.equal(code, 1);
    assert.deepEqual(found(out), [
      'large/Containerfile podseal/too-large',
      'larger/Containerfile podseal/too-large',
      'latin1/Containerfile containerfile/no-sudo',
      'latin1/Containerfile containerfile/root-user',
    ]);
    assert.match(err, /^podseal: binary\/Containerfile: binary, not judged\npodseal: latin1\/Containerfile: not UTF-8/);
    assert.equal((await readFile(path.join(cwd, 'latin1/Containerfile'), 'latin1')).includes('sudo'), true);
  });
});

describe('settings', () => {
  test('options stand above the config', async t => {
    const cwd = await folderWith(t, {
      '.podseal.yaml': 'rules: {containerfile/root-user: "off", containerfile/no-sudo: error}\nprofile: strict\n',
      Containerfile: weak,
    });
    const out = await lintJson(cwd, '--min-severity', 'warning', '--profile', 'podman');
    assert.deepEqual(found(out), ['Containerfile containerfile/no-sudo']);
    assert.equal((await lint(cwd, '--fail-on', 'error')).code, 1);
  });

  test('entries of ignore hold until their day', async t => {
    const entry = (until: string) => `ignore: [{rule: DL3004, reason: x, until: ${until}}]\n`;
    const cwd = await folderWith(t, {
      'a/.podseal.yaml': entry('2026-06-01'),
      'a/Containerfile': weak,
      'b/.podseal.yaml': entry('2026-05-31'),
      'b/Containerfile': weak,
    });
    assert.deepEqual(found(await lintJson(cwd)), [
      'a/Containerfile containerfile/root-user',
      'b/.podseal.yaml config/expired-ignore',
      'b/Containerfile containerfile/no-sudo',
      'b/Containerfile containerfile/root-user',
    ]);
  });
});

describe('standard input', () => {
  test('named, and recognised without a name', async () => {
    const text = { stdin: weak };
    const named = await podseal(['lint', '--stdin', '--stdin-filename', 'x/Containerfile', '--format', 'json'], text);
    assert.deepEqual(judgedIn(named.out), ['x/Containerfile']);
    const nameless = await podseal(['lint', '-', '--format', 'json'], { stdin: `\n# x\n${weak}` });
    assert.deepEqual(judgedIn(nameless.out), ['stdin']);
    assert.equal((await podseal(['lint', '-'], { stdin: '\n'.repeat(50_000) })).code, 0);
  });

  test('with --fix the repaired text goes to standard output, the findings elsewhere', async () => {
    const fixed = await podseal(['lint', '-', '--fix'], { stdin: `\ufeff${weak}` });
    assert.equal(fixed.out, `\ufeff${weak.replace('sudo ', '')}`);
    assert.match(fixed.err, /^stdin:3:6 /);
    const alien = await podseal(['lint', '-', '--fix'], { stdin: 'hello' });
    assert.equal(alien.out, 'hello');
    const latin1 = Buffer.from('FROM scratch\nADD caf\u00e9 /\nUSER root\n', 'latin1');
    const kept = await podseal(['lint', '-', '--fix'], { stdin: latin1 });
    assert.deepEqual(kept.bytes, latin1);
  });
});

describe('repairs', () => {
  test('safe fixes only, keeping mode, byte order mark and line endings', async t => {
    const cwd = await folderWith(t, { Containerfile: `\ufeff${weak.replaceAll('\n', '\r\n')}` });
    const file = path.join(cwd, 'Containerfile');
    await chmod(file, 0o640);
    const { code, out } = await lint(cwd, '--fix');
    assert.equal(await readFile(file, 'utf8'), `\ufeff${weak.replace('sudo ', '').replaceAll('\n', '\r\n')}`);
    assert.equal((await stat(file)).mode & 0o777, 0o640);
    assert.match(out, /1 fix was made\. 1 warning in 1 of 1 file\./);
    assert.equal(code, 1);
  });

  test('suggested ones too, and a second run changes nothing', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    assert.equal((await lint(cwd, '--fix-suggested')).code, 0);
    const file = path.join(cwd, 'Containerfile');
    const [text, { mtimeMs }] = [await readFile(file, 'utf8'), await stat(file)];
    assert.equal(text, sound.replace('USER', 'RUN id\nUSER'));
    assert.match((await lint(cwd, '--fix-suggested')).out, /^Nothing found in 1 file\./);
    assert.equal((await stat(file)).mtimeMs, mtimeMs);
  });

  test('a link stays one, and what it leads to is repaired', async t => {
    const cwd = await folderWith(t, { 'real/Containerfile': weak });
    await symlink('real/Containerfile', path.join(cwd, 'Containerfile'));
    await lint(cwd, '--fix', 'Containerfile');
    assert.equal(await readFile(path.join(cwd, 'real/Containerfile'), 'utf8'), weak.replace('sudo ', ''));
    assert.equal(await readFile(path.join(cwd, 'Containerfile'), 'utf8'), weak.replace('sudo ', ''));
  });
});

describe('output', () => {
  test('to a file, whole, without colour', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    const args = ['lint', '--format', 'sarif', '--output', 'report.sarif'];
    const { code, out } = await podseal(args, { cwd, isTTY: true });
    assert.deepEqual([code, out], [1, '']);
    const report = JSON.parse(await readFile(path.join(cwd, 'report.sarif'), 'utf8'));
    assert.equal(report.runs[0].results.length, 2);
  });

  test('colour by terminal, NO_COLOR and FORCE_COLOR', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    const isColoured = async (env: Record<string, string>, isTTY: boolean) =>
      (await podseal(['lint'], { cwd, env, isTTY })).out.includes('\u001b[');
    assert.equal(await isColoured({}, true), true);
    assert.equal(await isColoured({}, false), false);
    assert.equal(await isColoured({ NO_COLOR: '1' }, true), false);
    assert.equal(await isColoured({ NO_COLOR: '' }, true), true);
    assert.equal(await isColoured({ TERM: 'dumb' }, true), false);
    assert.equal(await isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' }, false), false);
    assert.equal(await isColoured({ FORCE_COLOR: '1' }, false), true);
    assert.equal(await isColoured({ CLICOLOR_FORCE: '1' }, false), true);
    assert.equal(await isColoured({ FORCE_COLOR: '0' }, true), false);
  });

  test('in the language of the locale', async t => {
    const cwd = await folderWith(t, { Containerfile: weak });
    const said = async (env: Record<string, string>) => (await podseal(['lint'], { cwd, env })).out;
    assert.match(await said({ LANG: 'ja_JP.UTF-8' }), /[\u3040-\u30ff]/);
    assert.match(await said({ LANG: 'en_US.UTF-8', LC_ALL: '', LC_MESSAGES: 'ja_JP' }), /[\u3040-\u30ff]/);
    assert.doesNotMatch(await said({ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }), /[\u3040-\u30ff]/);
  });

  test('nothing from a file or its name moves the cursor', async t => {
    const nasty = '\u001b[2J\r\u202e\u0007';
    const cwd = await folderWith(t, {
      [`a${nasty}/Containerfile`]: weak,
      'pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n  - name: "\\e[2J\u202e"\n    image: a/b:1\n    securityContext: {privileged: true}\n`,
    });
    for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
      const { out, err } = await lint(cwd, '--format', format, '.', `b${nasty}`);
      assert.doesNotMatch(out + err, /(?!\n)[\p{Cc}\u202a-\u202e]/u, format);
    }
  });

  test('--quiet leaves the summary out', async t => {
    const cwd = await folderWith(t, { Containerfile: sound });
    assert.equal((await lint(cwd, '--quiet')).out, '');
  });
});
