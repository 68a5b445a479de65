import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import type { ClientCapabilities, CodeLens, WorkspaceEdit } from 'vscode-languageserver/node';
import { kinds } from '../../../server/rules/registry.ts';
import { editor, type Options, TestClient } from '../support/testClient.ts';

const uri = 'file:///work/pod.yaml';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: a\n';
const harden = ['refactor.rewrite'];

/** Shows code lenses, and makes the edits that they ask for. */
const capabilities: ClientCapabilities = {
  ...editor,
  textDocument: { ...editor.textDocument, codeLens: {} },
  workspace: { ...editor.workspace, applyEdit: true },
};

describe('Harden', () => {
  let client: TestClient;
  const applied: (WorkspaceEdit | undefined)[] = [];
  const start = async (text: string, options: Options = {}) => {
    client = await TestClient.start({ kinds, capabilities, ...options });
    client.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      applied.push(edit);
      return { applied: true };
    });
    await client.open(uri, text, 'yaml');
    return client;
  };
  afterEach(() => {
    client.stop();
    applied.length = 0;
  });

  test('is offered for the container and the pod at the cursor', async () => {
    const client = await start(`${pod}  - name: side\n    image: b\n---\n${pod}`);
    const titles = async (word: string) => (await client.actions(uri, word, harden)).map(({ title }) => title);
    assert.deepEqual(await titles('image: b'), ['Harden this container', 'Harden this pod']);
    assert.deepEqual(await titles('metadata'), ['Harden this pod']);
    const all = await client.actions(uri, 'image: b');
    assert.ok(all.some(({ kind }) => kind === 'refactor.rewrite.podseal.harden'));
  });

  test('changes the pod at the cursor in one edit, after which nothing is offered any more', async () => {
    const client = await start(`# first\n${pod}---\n${pod.replaceAll('web', 'second')}`);
    const [, action] = await client.actions(uri, 'second\n    image', harden);
    const [text = ''] = await client.apply(action?.edit);
    assert.equal(text.indexOf('securityContext'), text.lastIndexOf('second\nspec:') + 'second\nspec:\n  '.length);
    assert.deepEqual(await client.actions(uri, 'second\n    image', harden), []);
    assert.equal((await client.actions(uri, 'web', harden)).length, 1);
  });

  test('says that it changes all that uses an anchor', async () => {
    const shared = 'x-c: &c\n  image: a\n  securityContext: {privileged: true}\n';
    const client = await start(`${shared}${pod.replace('image: a', '<<: *c')}`);
    const [container] = await client.actions(uri, 'name: web\n    <<', harden);
    assert.equal(container?.title, 'Harden this container (changes all that uses &c)');
  });

  test('is offered in Japanese, too', async () => {
    const client = await start(pod, { locale: 'ja' });
    const titles = (await client.actions(uri, 'image', harden)).map(({ title }) => title);
    assert.deepEqual(titles, ['このコンテナを堅牢化する', 'このポッドを堅牢化する']);
  });

  const lenses = (): Promise<CodeLens[] | null> =>
    client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  const resolve = (lens: CodeLens | undefined): Promise<CodeLens> =>
    client.connection.sendRequest('codeLens/resolve', { ...lens });
  const run = ({ command }: CodeLens) => client.connection.sendRequest('workspace/executeCommand', { ...command });

  test('stands above each pod, and does it', async () => {
    const client = await start(
      `${pod}---\napiVersion: v1\nkind: Service\n---\n${pod.replace('name: web', 'name: two')}`,
    );
    const all = (await lenses()) ?? [];
    assert.deepEqual(
      all.map(({ range }) => range.start.line),
      [0, 12],
    );
    const second = await resolve(all[1]);
    assert.equal(second.command?.title, 'Harden this pod');
    await run(second);
    const [text = ''] = await client.apply(applied[0]);
    assert.ok(text.indexOf('securityContext') > text.indexOf('name: two'));
    const after = (await lenses()) ?? [];
    assert.deepEqual((await resolve(after[1])).command, { title: 'Hardened', command: '' });
    assert.equal((await resolve(after[0])).command?.command, 'podseal.harden');
  });

  test('does nothing to a text that has moved on', async () => {
    const client = await start(pod);
    const lens = await resolve((await lenses())?.[0]);
    await client.change(uri, 'image: a', 'image: b');
    assert.equal(await run(lens), null);
    assert.equal(await client.connection.sendRequest('workspace/executeCommand', { command: 'podseal.harden' }), null);
    assert.deepEqual(applied, []);
  });

  test('can be turned off, and is not there for who cannot use it', async () => {
    let settings: object = { codeLens: { harden: false } };
    const client = await start(pod, { configuration: () => settings });
    assert.equal(await lenses(), null);
    settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal((await lenses())?.length, 1);
    assert.equal((await client.actions(uri, 'image', harden)).length, 2);
  });
});
