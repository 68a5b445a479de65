import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { largestText } from '../../server/core/ownRules.ts';
import { random } from '../support/random.ts';
import { type Options, TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';

describe('pull diagnostics', () => {
  let client: TestClient;
  const start = async (options?: Options) => {
    client = await TestClient.start(options);
    return client;
  };
  afterEach(() => client.stop());

  test('a finding says everything that a list of problems can show', async () => {
    const client = await start();
    await client.open(uri, 'all is\nvery bad\n');
    assert.deepEqual(await client.diagnostics(uri), [
      {
        range: { start: { line: 1, character: 5 }, end: { line: 1, character: 8 } },
        severity: 2,
        source: 'podseal',
        code: 'note/bad',
        codeDescription: { href: 'https://github.com/podseal/podseal/blob/main/docs/rules/note/bad.md' },
        message: 'The word bad stands here.\nSomebody reads it. Write another.',
      },
    ]);
  });

  test('an edit clears a finding, and another brings it back', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
    await client.change(uri, 'bad', 'fine');
    assert.deepEqual(await client.findings(uri), []);
    await client.change(uri, 'fine', 'fine and bad');
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
  });

  test('another text is linted even where the client gives it a number that was there before', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    await client.findings(uri);
    const textDocument = { uri, version: 1 };
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument,
      contentChanges: [{ text: 'ok' }],
    });
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  test('what was not changed is not sent again', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    const first = await client.pull(uri);
    assert.equal(first.kind, 'full');
    const again = await client.pull(uri, first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 'bad', 'bad bad');
    const changed = await client.pull(uri, first.resultId);
    assert.equal(changed.kind, 'full');
    assert.notEqual(changed.resultId, first.resultId);
  });

  test('what is typed on a line without findings leaves standing what the editor shows', async () => {
    const client = await start();
    await client.open(uri, 'bad\nfine\nvery bad');
    const { resultId } = await client.pull(uri);
    await client.change(uri, 'fine', 'finer');
    assert.deepEqual(await client.pull(uri, resultId), { kind: 'unchanged', resultId });
    await client.change(uri, 'very', 'not');
    assert.equal((await client.pull(uri, resultId)).kind, 'full');
  });

  test('what is typed on a line with a finding, and a line that comes, is told', async () => {
    const client = await start();
    await client.open(uri, 'bad one\nfine\nbad');
    let { resultId } = await client.pull(uri);
    for (const [old, text] of [
      ['one', 'ones'],
      ['fine', 'fine\n'],
      ['bad one', 'bad one'],
    ] as const) {
      await client.change(uri, old, text);
      const report = await client.pull(uri, resultId);
      assert.equal(report.kind, 'full', text);
      ({ resultId } = report);
    }
  });

  test('after any edits an editor shows what it would show if it had asked for everything', async () => {
    const client = await start();
    const { below, pick } = random(11);
    await client.open(uri, 'bad\na b\n\nc bad d\nbad\ne');
    let shown = await client.pull(uri);
    let kept = 0;
    for (let i = 0; i < 400; i++) {
      for (let edits = below(3); edits >= 0; edits--) {
        const { length } = client.document(uri).getText();
        const start = below(length + 1);
        const end = Math.min(length, start + pick(['', 'x', 'xx']).length);
        await client.edit(uri, { start, end }, pick(['', 'x', 'a', ' ', 'bad', 'bad ', '\n']));
      }
      const report = await client.pull(uri, shown.resultId);
      if (report.kind === 'full') shown = report;
      else kept++;
      assert.deepEqual(shown, await client.pull(uri), JSON.stringify(client.document(uri).getText()));
    }
    assert.ok(kept > 40 && kept < 360, `${kept} of 400`);
  });

  test('a document that was closed has no findings, and starts anew when it is opened again', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    assert.equal((await client.diagnostics(uri)).length, 1);
    await client.close(uri);
    assert.deepEqual(await client.pull(uri), { kind: 'full', items: [] });
    await client.open(uri, 'fine');
    assert.deepEqual(await client.findings(uri), []);
  });

  test('a slow answer is for the newest text', async () => {
    let answer = (_: unknown) => {};
    const asked = new Promise(resolve => {
      answer = resolve;
    });
    const client = await start({ configuration: () => asked });
    await client.open(uri, 'bad');
    const early = client.findings(uri);
    await client.change(uri, 'bad', 'fine');
    answer(null);
    assert.deepEqual(await early, []);
  });

  test('files that are nobody’s, and copies in comparisons, are silent', async () => {
    const client = await start();
    const silent = ['file:///work/readme.md', 'git:/work/a.note?ref', 'output:a.note', 'chat-editing-x:/a.note'];
    for (const uri of silent) {
      await client.open(uri, 'bad', uri.endsWith('.md') ? 'markdown' : 'note');
      assert.deepEqual(await client.findings(uri), [], uri);
    }
    for (const uri of ['untitled:Untitled-1', 'vscode-vfs://github/o/r/a.note', 'vscode-remote://wsl/a.note']) {
      await client.open(uri, 'bad');
      assert.deepEqual(await client.findings(uri), ['note/bad bad'], uri);
    }
  });

  test('URIs that are none do no harm', async () => {
    const client = await start();
    for (const uri of ['', 'a.note', 'file:///%E0%A4%A/a.note', 'file:/%/a.note', '::::', 'file:///work/a b#c.note']) {
      await client.open(uri, 'bad');
      assert.deepEqual(await client.findings(uri), ['note/bad bad'], uri);
      assert.ok(Array.isArray(await client.actions(uri, 'bad')), uri);
    }
  });

  test('a text that is too large gets one information and is not parsed', async () => {
    const client = await start();
    await client.open(uri, `parser-bug ${'bad '.repeat(largestText / 4)}`);
    const [only, ...others] = await client.diagnostics(uri);
    assert.deepEqual([only?.code, only?.severity, others], ['podseal/too-large', 3, []]);
    assert.deepEqual(await client.actions(uri, 'parser-bug', ['source.fixAll']), []);
    assert.deepEqual(client.logged.all(), []);
  });

  test('a rule that fails loses its findings only, and is logged once', async () => {
    const client = await start();
    await client.open(uri, 'explode bad');
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
    await client.change(uri, 'bad', 'bad bad');
    assert.deepEqual(await client.findings(uri), ['note/bad bad', 'note/bad bad']);
    const logged = client.logged.all().map(({ message }) => message.split('\n')[0]);
    assert.deepEqual(logged, ['note/failing: Error: a rule failed']);
  });

  test('a handler that fails answers nothing, is logged once, and the server goes on', async () => {
    const client = await start();
    await client.open(uri, 'bad parser-bug');
    assert.deepEqual(await client.pull(uri), { kind: 'full', items: [] });
    assert.deepEqual(await client.pull(uri), { kind: 'full', items: [] });
    assert.deepEqual(await client.actions(uri, 'bad'), []);
    assert.equal(await client.hover(uri, 'bad'), null);
    const logged = client.logged.all().map(({ message }) => message.split('\n')[0]);
    assert.deepEqual(
      logged,
      ['diagnostics', 'code actions', 'hover'].map(name => `${name}: Error: a parser failed`),
    );
    await client.change(uri, 'parser-bug', '');
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
  });

  test('a request that was cancelled is not worked on', async () => {
    const client = await start({ initializationOptions: { linted: true } });
    await client.open(uri, 'bad');
    const source = new CancellationTokenSource();
    const pulled = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token);
    source.cancel();
    await assert.rejects(pulled, { code: -32800 });
    assert.deepEqual(client.linted.all(), []);
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
  });

  test('a document is linted once, whoever asks', async () => {
    const client = await start({ initializationOptions: { linted: true } });
    await client.open(uri, 'bad ugly');
    await client.pull(uri);
    await client.hover(uri, 'bad');
    await client.actions(uri, 'ugly', ['quickfix.none']);
    const all = client.linted.all();
    assert.deepEqual(
      all.map(({ uri, version, kind, findings }) => ({ uri, version, kind, findings })),
      [{ uri, version: 1, kind: 'note', findings: 2 }],
    );
    assert.equal(typeof all[0]?.milliseconds, 'number');
  });

  test('Japanese is spoken to who reads it', async () => {
    const client = await start({ locale: 'ja' });
    await client.open(uri, 'bad');
    const [only] = await client.diagnostics(uri);
    assert.match(
      String(only?.message),
      /^日本語: The word bad stands here\.\n日本語: Somebody reads it\.日本語: Write/,
    );
  });
});
