import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Containerfile } from '../../server/parse/containerfile/containerfile.ts';
import { parse } from '../support/containerfile.ts';
import { random } from '../support/random.ts';
import { ask, realTool } from '../support/realTools.ts';

/** What a build makes of a file, as far as the file alone decides it. */
interface Config {
  readonly env: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly cmd: readonly string[];
  readonly user: string;
  readonly workdir: string;
}

const buildah = realTool('buildah');

describe('what Buildah reads in a Containerfile', { skip: buildah.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-buildah-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const cases: Record<string, string> = {
    quoting: `ENV A=1 B="x y" C='q w' D=a\\ b E=a"b c"d F="a\\nb\\"c\\\\d" G='$A' H=\\$A\nENV key some value  here\n`,
    variables:
      'ENV A=x E=\nENV B=${A:-d} C=${E:-d} D=${A:+y} F=${E:+y} G=${NO:-d}${NO} H="$A-${A}" I=$A$B J=\'${A}\'\nENV A=y B=$A\n',
    inheritance: 'ARG V=1\nARG W=$V-2\n',
    labels: 'LABEL "l m"="n o" p=q\nLABEL one=1 \\\n  # comment\n\n  two=2\nLABEL spaced some value\n',
    'two backslashes': 'LABEL x=a\\\\\nLABEL "d"=e\n',
    'exec form': 'CMD ["a", "b c", "\\u0041\\""] # x\n',
    'one argument': 'USER  app : grp\nWORKDIR /a  b\n',
    'a keyword in two lines': 'EN\\\nV A=1\nLAB\\\n# c\nEL a=b\n',
    CRLF: 'ENV A=1 \\\r\n  B=2\r\nLABEL a="b \\\r\n c"\r\n',
    'a comment that ends in a backslash': 'ENV A=1 \\\n# B=2 \\\n  C=3\n# x \\\nENV D=4\n',
  };
  for (const [name, lines] of Object.entries(cases)) test(name, () => check(folder, `FROM scratch\n${lines}`));

  test('the escape directive', async () => {
    await check(folder, '# escape=`\nFROM scratch\nENV A=C:\\d `\n  B=x` y\n');
    await check(folder, '#  Escape  =  `\r\nFROM scratch\r\nENV A=1 `\r\n  B=2\r\n');
    await check(folder, '# hello\n# escape=`\nFROM scratch\nENV A=x`y\n');
    await check(folder, '\uFEFF# escape=`\nFROM scratch\nENV A=x `\n B=1\n');
  });

  test('global arguments and stages', async () => {
    await check(folder, 'ARG V=1\nFROM scratch AS a\nARG V\nENV A=$V\nFROM a\nENV B=$A\nUSER $B\n');
    await check(folder, 'ARG V\nFROM scratch AS a\nENV A=1\nFROM ${V:-a}\nENV B=$A\nUSER $B\n');
  });

  test('whatever is written, in lines that are cut anywhere', async () => {
    const { below, pick } = random(42);
    for (let file = 0; file < 12; file++) {
      const character = pick(['\\', '`']);
      const head = character === '`' ? '# escape=`\n' : '';
      const lines = Array.from({ length: 25 }, (_, i) => {
        const keyword = pick(['ENV', 'LABEL']);
        const pairs = Array.from({ length: 1 + below(3) }, (_, j) => `N${i}_${j}=${value(character)}`);
        return broken(`${keyword} ${pairs.join(pick([' ', '  ', '\t']))}`, character);
      });
      await check(folder, `${head}FROM scratch\n${lines.join('\n')}\n`);
    }

    function value(character: string): string {
      const parts = [
        'a',
        '1',
        '/x',
        ':',
        '=',
        '#',
        '""',
        '"c  d"',
        "'e f'",
        "'$i'",
        '"k\'l"',
        "'m\"n'",
        `${character} `,
      ];
      parts.push('$N0_0', '${N0_0}', '${NO:-x}', '${N0_0:+z}');
      if (character === '\\') parts.push('\\"', '"\\"g"', '"\\$h"', '\\$j', '"\\n"');
      return Array.from({ length: below(5) }, () => pick(parts)).join('');
    }

    /** With a continuation, comments and blank lines between any two characters. */
    function broken(line: string, character: string): string {
      const at = below(line.length);
      const rest = line.slice(at);
      if (below(2) === 0 || line[at - 1] === character || rest.trimStart().startsWith('#')) return line;
      const between = pick(['', ' ', '\t ']) + pick(['\n', '\r\n']) + pick(['', '# c\n', '\n  # c\\\n\n']);
      return line.slice(0, at) + character + between + rest;
    }
  });
});

async function check(folder: string, text: string): Promise<void> {
  assert.deepEqual(foreseen(parse(text)), await built(folder, text), text);
}

async function built(folder: string, text: string): Promise<Config> {
  const file = path.join(folder, 'Containerfile');
  writeFileSync(file, text);
  const store = ['--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'];
  const build = [
    'build',
    '--quiet',
    '--isolation',
    'chroot',
    '--format',
    'docker',
    '--tag',
    'it',
    '--file',
    file,
    folder,
  ];
  const made = await ask(buildah, [...store, ...build]);
  assert.equal(made.status, 0, `${made.stderr}\n${text}`);
  const inspected = await ask(buildah, [...store, 'inspect', '--type', 'image', 'it']);
  const { config } = JSON.parse(inspected.stdout).Docker;
  const pairs: [string, string][] = config.Env.map((entry: string) => [
    entry.slice(0, entry.indexOf('=')),
    entry.slice(entry.indexOf('=') + 1),
  ]);
  const { PATH: _, ...env } = Object.fromEntries(pairs);
  const { 'io.buildah.version': version, ...labels } = config.Labels ?? {};
  assert.ok(version);
  return { env, labels, cmd: config.Cmd ?? [], user: config.User, workdir: config.WorkingDir };
}

function foreseen(file: Containerfile): Config {
  const env: Record<string, string> = {};
  const labels: Record<string, string> = {};
  let cmd: readonly string[] = [];
  let user = '';
  let workdir = '';
  for (const instruction of file.instructions) {
    const { keyword, pairs, words, json } = instruction;
    const into = keyword === 'ENV' ? env : keyword === 'LABEL' ? labels : {};
    for (const { name, raw } of pairs) into[name] = file.resolve(raw, instruction) ?? '?';
    if (keyword === 'CMD') cmd = (json ?? []).map(({ value }) => value);
    if (keyword === 'USER') user = file.resolve(words[0] ?? '', instruction) ?? '?';
    if (keyword === 'WORKDIR') workdir = file.resolve(words[0] ?? '', instruction) ?? '?';
  }
  return { env, labels, cmd, user, workdir };
}
