import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { IgnoreFile } from '../../server/parse/ignore/ignoreFile.ts';
import { reaching } from '../../server/parse/ignore/reaching.ts';
import { random } from '../support/random.ts';
import { type Answer, ask, type RealTool, realTool } from '../support/realTools.ts';

/** A context in which every file says what its path is. */
const files = [
  'foo',
  'xfoo',
  'a.txt',
  'b.log',
  '.env',
  'a/foo',
  'a/a.txt',
  'a/.env',
  'a/b/foo',
  'a/b/c.txt',
  'a/b/a/foo',
  'a/b/a/b/x.log',
  'b/a/foo',
  'b/c.txt',
  'c d/x y',
  'ab/foo',
];

for (const [name, count] of [
  ['buildah', 30],
  ['currentPodman', 8],
] as const) {
  const tool = realTool(name);
  describe(`what ${name} copies in spite of an ignore file`, { skip: tool.skip }, () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'podseal-ignore-'));
      for (const file of files) {
        mkdirSync(path.dirname(path.join(folder, 'context', file)), { recursive: true });
        writeFileSync(path.join(folder, 'context', file), file);
      }
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    const same = (text: string, source = '.') => compare(tool, folder, text, source);

    test('comments, blanks, slashes and line ends', async () => {
      await same('#foo\n #xfoo\n\n  a.txt  \r\n/b.log\n./.env/\na//foo\n');
      await same('\ufefffoo\n/\n.\na/../xfoo\n');
    });
    test('exceptions', async () => {
      await same('*\n!/foo\n!./a/foo\n! xfoo\n!a/b/\n');
      await same('!foo\n*\n!b/../a.txt\n');
      await same('a\n!a/b/c.txt\n!ab\n');
      await same('**/foo\n!a/**/foo\n');
    });
    test('stars', async () => {
      await same('**/a\n');
      await same('a/**\n!a/*\n');
      await same('**foo\n*.txt\n');
      await same('a**\n?/c.txt\n[a-b]*/b\nc\\ d\n');
    });
    test('which one counts', async () => {
      const names = [
        'Containerfile.dockerignore',
        'Containerfile.containerignore',
        '.containerignore',
        '.dockerignore',
      ];
      const context = path.join(folder, 'order');
      mkdirSync(context);
      writeFileSync(path.join(context, 'Containerfile'), 'FROM scratch\nCOPY . /\n');
      for (const name of [...names].reverse()) {
        writeFileSync(path.join(context, name), `${name}\n`);
        const left = names.filter(each => existsSync(path.join(context, each)));
        const out = path.join(folder, 'ordered');
        rmSync(out, { recursive: true, force: true });
        const made = await ask(tool, buildArguments(tool, folder, [], out, context), {
          env: { ORACLE_STORAGE: folder },
        });
        assert.equal(made.status, 0, made.stderr);
        assert.deepEqual(
          left.filter(each => !existsSync(path.join(out, each))),
          [name],
        );
      }
    });
    test('patterns that are refused', async () => {
      for (const text of ['!\n', 'a\\\n', '[a\n', '[]\n', '[a-]\n', '[-a]\n', 'a[^]\n']) {
        assert.ok(new IgnoreFile(text).lines[0]?.pattern === 'refused', text);
        assert.notEqual((await build(tool, folder, text, '.')).status, 0, text);
      }
    });
    test('whatever is written', async () => {
      const { below, pick } = random(name.length);
      const part = () =>
        pick(['foo', 'a', 'b', 'a', '*', '**', 'a*', '*.txt', '?', '[ab]', 'c.txt', '.env', 'x.log', '*o']);
      const line = () => {
        const parts = Array.from({ length: 1 + below(3) }, part).join('/');
        return (
          pick(['', '', '', '!', '!', '/', '!/', '**/', ' ', './']) + parts + pick(['', '', '', '/', ' ', '\r', '/**'])
        );
      };
      for (let i = 0; i < count; i++) {
        const text = Array.from({ length: 1 + below(5) }, line).join('\n');
        await same(`${text}\n`, pick(['.', '.', 'a', './a/', '/a/b', 'a/b/c.txt', '*.txt', 'b']));
      }
    });
  });
}

async function compare(tool: RealTool, folder: string, text: string, source: string): Promise<void> {
  const ignore = new IgnoreFile(text);
  assert.ok(ignore.isKnown, text);
  const made = await build(tool, folder, text, source);
  const foreseen = reaching(files, source, ignore).sort();
  if (made.status === 0) assert.deepEqual(copied(path.join(folder, 'out')), foreseen, `COPY ${source}\n${text}`);
  else {
    assert.deepEqual(foreseen, [], `COPY ${source}\n${text}\n${made.stderr}`);
    assert.match(made.stderr, /no items matching glob/);
  }
}

function build(tool: RealTool, folder: string, text: string, source: string): Promise<Answer> {
  const [ignore, out] = [path.join(folder, 'ignore'), path.join(folder, 'out')];
  rmSync(out, { recursive: true, force: true });
  writeFileSync(ignore, text);
  writeFileSync(path.join(folder, 'Containerfile'), `FROM scratch\nCOPY ${source} /\n`);
  const options = ['--file', `${folder}/Containerfile`, '--ignorefile', ignore];
  const args = buildArguments(tool, folder, options, out, `${folder}/context`);
  return ask(tool, args, { env: { ORACLE_STORAGE: folder } });
}

function buildArguments(tool: RealTool, folder: string, options: readonly string[], out: string, context: string) {
  const storage = tool.path.endsWith('buildah')
    ? ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs']
    : [];
  return [...storage, 'build', '--quiet', ...options, '--output', `type=local,dest=${out}`, context];
}

/** What the copied files say. */
const copied = (out: string): string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .sort();
