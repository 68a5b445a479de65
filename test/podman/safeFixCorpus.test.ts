import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits, type Edit } from '../../server/core/fix.ts';
import { fixRounds } from '../../server/core/fixRounds.ts';
import { imageUses } from '../../server/rules/containerfile/_images.ts';
import { atBuild, runsOf } from '../../server/rules/containerfile/_shell.ts';
import { parse } from '../support/containerfile.ts';
import { examples, findingsIn, labels, type Sample, skipLabels } from '../support/fixSamples.ts';
import { ask, eachOf, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');
const bash = spawnSync('bash', ['--version']).error ? 'NOT ASKED: no bash' : false;

/** What all safe fixes make of a text; those of some rules left out. */
function repaired(sample: Sample, except: ReadonlySet<string> = new Set()): string {
  const find = (text: string) =>
    findingsIn(text, sample).filter(({ rule }) => !except.has(rule.id.replace('containerfile/', '')));
  let last = sample.text;
  for (const { text } of fixRounds(last, find(last), find, ({ safe }) => safe)) last = text;
  return last;
}

/** The same in both, once each. */
function pairsOf(samples: readonly Sample[], reduce: (text: string) => string, except?: ReadonlySet<string>) {
  const pairs = new Map<string, string>();
  for (const sample of samples) {
    const [text, fixed] = [reduce(sample.text), reduce(repaired(sample, except))];
    if (text !== fixed) pairs.set(text, fixed);
  }
  return [...pairs];
}

/** What can be built here: on nothing, with no command run and nothing fetched. */
function withoutImages(text: string): string {
  const file = parse(text);
  const edits = new Map<number, Edit>();
  for (const { keyword, span, words } of file.instructions) {
    if (keyword === 'RUN' || words.some(word => word.text.includes('://'))) edits.set(span.start, { span, text: '' });
  }
  for (const { instruction, span } of imageUses(file)) {
    if (instruction.keyword === 'FROM') edits.set(span.start, { span, text: 'scratch' });
    else edits.set(instruction.span.start, { span: instruction.span, text: '' });
  }
  return applyEdits(text, [...edits.values()]);
}

/** What COPY and ADD ask for lies in the context. */
function makeContext(folder: string, text: string) {
  for (const { words, heredocs } of parse(text).of('COPY', 'ADD')) {
    for (const { value } of heredocs.length > 0 ? [] : words.slice(0, -1)) {
      const name = value.replace(/\/$/, '/file').replace(/^(?:\.{0,2}\/)+/, '');
      if (!/^[\w./-]+$/.test(name) || name.includes('..') || /^\.?$/.test(name)) continue;
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), 'x');
    }
  }
}

/** Their fixes change on purpose what is in an image: variables, author, how it starts, a port, what is copied. */
const changingTheImage: ReadonlySet<string> = new Set([
  ...['tls-verification', 'package-signature', 'maintainer-deprecated', 'exec-form', 'port-protocol-case'],
  'undefined-copy-source',
]);

describe('Podman builds the same image once the safe fixes are made', { skip: podman.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-fixed-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function image(text: string, name: string): Promise<unknown> {
    const [file, context] = [path.join(folder, `${name}.file`), path.join(folder, name)];
    mkdirSync(context, { recursive: true });
    makeContext(context, text);
    writeFileSync(file, text);
    const env = { ORACLE_STORAGE: folder };
    const how = ['--isolation', 'chroot', '--pull=never', '--format', 'docker', '--timestamp', '0'];
    const built = await ask(
      podman,
      ['build', '--quiet', '--no-cache', ...how, '--tag', name, '--file', file, context],
      {
        env,
      },
    );
    if (built.status !== 0) return undefined;
    const [{ Config, RootFS }] = JSON.parse((await ask(podman, ['image', 'inspect', name], { env })).stdout);
    return { Config, layers: RootFS.Layers };
  }

  async function checkAll(samples: readonly Sample[], atLeast: number) {
    let asked = 0;
    const pairs = pairsOf(samples, withoutImages, changingTheImage);
    await eachOf([...pairs.entries()], 2, async ([i, [text, fixed]]) => {
      const wanted = await image(text, `it${i}`);
      if (!wanted) return;
      asked++;
      assert.deepEqual(await image(fixed, `it${i}`), wanted, `${text}\nbecame\n${fixed}`);
    });
    assert.ok(asked >= atLeast, `only ${asked} could be asked`);
  }

  test('of the rules’ own examples', () => checkAll(examples, 30));
  test('of the labelled cases', { skip: skipLabels }, () => checkAll(labels, 10));
});

/** The shell's text alone. */
const scriptsIn = (text: string): string =>
  Array.from(
    runsOf(parse(text), atBuild),
    ({ run }) => run.instruction.shellText?.text ?? run.instruction.heredocs.map(({ body }) => body).join('\n'),
  ).join('\n\u0000\n');

describe('bash reads every command after the safe fixes that it read before', { skip: bash }, () => {
  const reads = (script: string) => spawnSync('bash', ['-n'], { input: script }).status === 0;

  function checkAll(samples: readonly Sample[]) {
    for (const [text, fixed] of pairsOf(samples, scriptsIn)) {
      const [before, after] = [text.split('\u0000'), fixed.split('\u0000')];
      assert.equal(after.length, before.length);
      before.forEach((script, i) => {
        const other = after[i] ?? '';
        assert.ok(other === script || reads(other) || !reads(script), `${script}\nbecame\n${other}`);
      });
    }
  }

  test('of the rules’ own examples', () => checkAll(examples));
  test('of the labelled cases', { skip: skipLabels }, () => checkAll(labels));
});
