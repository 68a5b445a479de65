import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { KnownFiles } from '../../server/workspace/knownFiles.ts';

/** Files in memory that remember what was asked for. */
function files(texts: Record<string, string>) {
  const asked: string[] = [];
  const known = new KnownFiles({
    async readFile(path) {
      asked.push(path);
      if (path.endsWith('locked')) throw new Error('no');
      return texts[path];
    },
    async listFiles(folder) {
      asked.push(`${folder}/`);
      if (folder.endsWith('huge')) return 'too-many';
      const below = Object.keys(texts).filter(path => path.startsWith(`${folder}/`));
      return below.length > 0 ? below.map(path => path.slice(folder.length + 1)) : undefined;
    },
  });
  return { known, asked, texts };
}

describe('what is known of the files around', () => {
  test('a question has its answer in the next round, and is asked once', async () => {
    const { known, asked } = files({ '/w/a/b': '\ufeffhello' });
    const view = known.around('/w/a/Containerfile', '/w');
    const rounds: unknown[] = [];
    const ask = () => {
      rounds.push([view.read('b'), view.read('../none'), view.filesBelow('.')]);
      return rounds.length;
    };
    assert.equal(await known.judge(ask), 2);
    assert.deepEqual(rounds, [
      [undefined, undefined, undefined],
      ['hello', null, ['b']],
    ]);
    assert.equal(await known.judge(ask), 3);
    assert.deepEqual(asked, ['/w/a/b', '/w/none', '/w/a/']);
  });

  test('an answer may bring up the next question', async () => {
    const { known } = files({ '/w/1': '2', '/w/2': '3', '/w/3': 'end' });
    const view = known.around('/w/f', '/w');
    const follow = () => {
      let at = '1';
      for (let next = view.read(at); next; next = view.read(at)) at = next;
      return at;
    };
    assert.equal(await known.judge(follow), 'end');
  });

  test('the workspace is another object once an answer is another one', async () => {
    const { known } = files({ '/w/a': 'A' });
    const around = () => known.around('/w/Containerfile', '/w');
    const first = around();
    assert.equal(around(), first);
    await known.judge(() => around().read('a'));
    const second = around();
    assert.notEqual(second, first);
    assert.equal(await known.judge(() => around().read('a')), 'A');
    assert.equal(around(), second);
    known.forget('/w/a', false);
    assert.notEqual(around(), second);
  });

  test('nothing is read outside of the workspace', async () => {
    const { known, asked } = files({ '/etc/shadow': 'x', '/wrong': 'x' });
    const view = known.around('/w/a/f', '/w');
    const outside = ['../../etc/shadow', '/etc/shadow', '/w/../wrong'];
    const ask = () => [...outside.map(path => view.read(path)), view.filesBelow('../..')];
    assert.deepEqual(await known.judge(ask), [undefined, undefined, undefined, undefined]);
    assert.deepEqual(asked, []);
    assert.equal(known.around('/w/a/f', undefined).read('f'), undefined);
  });

  test('what cannot be read or is too much stays unknown', async () => {
    const { known, asked } = files({ '/w/long': 'x'.repeat(1_000_001) });
    const view = known.around('/w/f', '/w');
    const ask = () => [view.read('locked'), view.read('long'), view.filesBelow('huge'), view.filesBelow('none')];
    assert.deepEqual(await known.judge(ask), [undefined, undefined, undefined, null]);
    assert.equal(asked.length, 4);
  });

  test('a change is read again by those who asked', async () => {
    const { known, texts } = files({ '/w/a': 'old', '/w/sub/x': '' });
    const view = known.around('/w/f', '/w');
    const ask = () => [view.read('a'), view.filesBelow('sub')];
    await known.judge(ask);
    assert.equal(known.forget('/w/elsewhere', false), false);
    texts['/w/a'] = 'new';
    assert.equal(known.forget('/w/a', false), true);
    texts['/w/sub/y'] = '';
    assert.equal(known.forget('/w/sub/y', true), true);
    assert.deepEqual(await known.judge(ask), ['new', ['x', 'y']]);
  });

  test('the folders up to the root', () => {
    const { known } = files({});
    assert.deepEqual(known.around('/w/a/b/f', '/w').foldersUp, ['.', '..', '../..']);
    assert.deepEqual(known.around('file:///w/f', 'file:///w').foldersUp, ['.']);
    assert.deepEqual(known.around('/elsewhere/f', '/w').foldersUp, []);
  });

  test('a rule that always asks for more ends', async () => {
    const { known } = files({});
    const view = known.around('/w/f', '/w');
    let n = 0;
    assert.equal(await known.judge(() => view.read(String(n++))), undefined);
    assert.ok(n < 20, String(n));
  });
});
