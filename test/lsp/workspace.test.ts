import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver';
import { type Options, TestClient } from './support/testClient.ts';

const uri = 'file:///work/my%20dir/a.note';
const folders = ['file:///work'];

describe('the files around a document', () => {
  let client: TestClient;
  const start = async (options: Options) => {
    client = await TestClient.start({ folders, ...options });
    return client;
  };
  afterEach(() => client.stop());
  const filesChanged = (...changes: { uri: string; type: number }[]) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });

  test('are read before the first answer, and again when they change', async () => {
    const disk = new Map([['file:///work/my%20dir/b%20c', 'a secret']]);
    const client = await start({ disk });
    await client.open(uri, 'list:. see:../none');
    assert.deepEqual(
      (await client.diagnostics(uri)).map(({ message }) => String(message).split('\n')[0]),
      ['b c.', '../none is not there.'],
    );
    disk.set('file:///work/none', 'here');
    await filesChanged({ uri: 'file:///work/none', type: 1 });
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), ['note/around list:.']);
  });

  test('a place in another file is linked there, and its repair is made there', async () => {
    const disk = new Map([['file:///work/my%20dir/b', 'one\na secret\n']]);
    const client = await start({ disk });
    await client.open(uri, 'see:b');
    const [diagnostic] = await client.diagnostics(uri);
    assert.deepEqual(
      diagnostic?.relatedInformation?.map(({ location }) => location),
      [
        {
          uri: 'file:///work/my%20dir/b',
          range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } },
        },
      ],
    );
    const fix = (await client.actions(uri, 'see')).find(({ title }) => title === 'Blot it');
    assert.deepEqual(fix?.edit?.documentChanges, [
      {
        textDocument: { uri: 'file:///work/my%20dir/b', version: null },
        edits: [{ range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } }, newText: '***' }],
      },
    ]);
  });

  test('a file is made by a fix, where the client can', async () => {
    const isMake = ({ title }: CodeAction) => title === 'Make it';
    const client = await start({ disk: new Map() });
    await client.open(uri, 'see:b');
    const [create, edit] = (await client.actions(uri, 'see')).find(isMake)?.edit?.documentChanges ?? [];
    assert.equal((create as CreateFile).kind, 'create');
    assert.equal((create as CreateFile).uri, 'file:///work/my%20dir/b');
    assert.deepEqual(
      (edit as TextDocumentEdit).edits.map(edit => 'newText' in edit && edit.newText),
      ['made\n'],
    );
    client.stop();
    const plain = await start({ disk: new Map(), capabilities: { textDocument: { diagnostic: {} } } });
    await plain.open(uri, 'see:b');
    assert.deepEqual((await plain.actions(uri, 'see')).filter(isMake), []);
  });

  test('what the editor shows of a file counts, saved or not', async () => {
    const b = 'file:///work/my%20dir/b';
    const client = await start({ disk: new Map([[b, 'fine']]) });
    await client.open(uri, 'see:b');
    assert.deepEqual(await client.findings(uri), []);
    await client.open(b, 'a secret', 'plaintext');
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), ['note/around see:b']);
    await client.change(b, 'secret', 'word');
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), []);
  });

  test('are unknown outside of the workspace, and for a document that was never saved', async () => {
    const client = await start({ disk: new Map() });
    await client.open(uri, 'see:../../etc/passwd');
    assert.deepEqual(await client.findings(uri), []);
    await client.open('untitled:Untitled-1', 'see:b');
    assert.deepEqual(await client.findings('untitled:Untitled-1'), []);
  });

  test('come from the client where there is no disk', async () => {
    const remote = 'vscode-vfs://github/work/a.note';
    const client = await start({
      folders: ['vscode-vfs://github/work'],
      disk: new Map([['vscode-vfs://github/work/b', 'a secret']]),
      initializationOptions: { readFile: true, listFiles: true },
    });
    await client.open(remote, 'see:b list:.');
    assert.deepEqual(await client.findings(remote), ['note/around see:b', 'note/around list:.']);
  });
});
