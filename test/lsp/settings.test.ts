import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { editor, type Options, TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';
const config = 'file:///work/.podseal.yaml';

describe('settings', () => {
  let client: TestClient;
  const start = async (options?: Options) => {
    client = await TestClient.start(options);
    return client;
  };
  afterEach(() => client.stop());
  const fileChanged = () =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] });

  test('are asked for by resource', async () => {
    const off = { rules: { 'podseal/unused-suppression': 'off' } };
    const client = await start({ configuration: uri => (uri?.includes('/quiet/') ? off : null) });
    for (const [uri, findings] of [
      ['file:///work/loud/a.note', ['podseal/unused-suppression note/bad']],
      ['file:///work/quiet/a.note', []],
    ] as const) {
      await client.open(uri, '# podseal: ignore note/bad -- once\nfine');
      assert.deepEqual(await client.findings(uri), findings);
    }
  });

  test('a change is told to the client, who pulls again', async () => {
    let level = 'off';
    const client = await start({ configuration: () => ({ rules: { 'podseal/unused-suppression': level } }) });
    await client.open(uri, '# podseal: ignore note/bad -- once\nfine');
    const before = await client.pull(uri);
    assert.deepEqual(await client.findings(uri), []);
    level = 'error';
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.refreshes.next();
    const after = await client.pull(uri, before.resultId);
    assert.ok(after.kind === 'full');
    assert.deepEqual(
      after.items.map(({ code, severity }) => [code, severity]),
      [['podseal/unused-suppression', 1]],
    );
  });

  test('come with the start and with changes where the client is not to be asked', async () => {
    const settings = { rules: { 'podseal/unused-suppression': 'off' } };
    const client = await start({
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { settings },
    });
    await client.open(uri, '# podseal: ignore note/bad -- once\nfine');
    assert.deepEqual(await client.findings(uri), []);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { podseal: {} } });
    assert.deepEqual(await client.findings(uri), ['podseal/unused-suppression note/bad']);
  });

  test('nonsense in them is left out', async () => {
    const given = { profile: 7, fips: 'no', podmanVersion: {}, rules: { 'podseal/unused-suppression': 'loud', x: 1 } };
    const client = await start({ configuration: () => given });
    await client.open(uri, '# podseal: ignore note/bad -- once\nfine');
    assert.deepEqual(await client.findings(uri), ['podseal/unused-suppression note/bad']);
  });

  test('the nearest config file counts, and its change is told', async () => {
    const disk = new Map([[config, 'rules:\n  podseal/unused-suppression: off\n']]);
    const client = await start({ disk });
    await client.open(uri, '# podseal: ignore note/bad -- once\nfine');
    assert.deepEqual(await client.findings(uri), []);
    disk.set(config, '');
    await fileChanged();
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), ['podseal/unused-suppression note/bad']);
  });

  test('a config file that is open counts as it stands in the editor, until it is closed', async () => {
    const client = await start({ disk: new Map([[config, 'exclude: ["*.note"]\n']]) });
    await client.open(uri, 'bad');
    assert.deepEqual(await client.findings(uri), []);
    await client.open(config, 'exclude: ["*.note"]\n', 'yaml');
    await client.refreshes.next();
    await client.change(config, '*.note', '*.txt');
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), ['note/bad bad']);
    await client.close(config);
    await client.refreshes.next();
    assert.deepEqual(await client.findings(uri), []);
  });

  test('nothing is read or asked again while somebody types', async () => {
    let asked = 0;
    const client = await start({ configuration: () => ({ asked: asked++ }) });
    await client.open(uri, 'bad');
    await client.pull(uri);
    const reads = client.readFromDisk.length;
    for (let i = 0; i < 10; i++) {
      await client.change(uri, 'bad', 'bad bad');
      await client.pull(uri);
    }
    assert.deepEqual([client.readFromDisk.length, asked], [reads, 1]);
  });

  test('config files elsewhere than on disk are read by the client', async () => {
    const disk = new Map([['vscode-vfs://github/o/r/.podseal.yaml', 'exclude: ["*.note"]\n']]);
    const client = await start({ disk, initializationOptions: { readFile: true } });
    await client.open('vscode-vfs://github/o/r/a.note', 'bad');
    assert.deepEqual(await client.findings('vscode-vfs://github/o/r/a.note'), []);
    assert.deepEqual(client.readFromDisk, []);
  });

  test('a document that was never saved belongs to the only folder', async () => {
    const client = await start({ disk: new Map([[config, 'exclude: ["*"]\n']]), folders: ['file:///work/'] });
    await client.open('untitled:Untitled-1', 'bad');
    assert.deepEqual(await client.findings('untitled:Untitled-1'), []);
  });

  test('the client is asked to watch what matters, if it can', async () => {
    const client = await start({ capabilities: editor });
    await client.open(uri, 'bad');
    await client.pull(uri);
    assert.deepEqual(client.registered, ['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
    const plain = await TestClient.start({ capabilities: {} });
    await plain.open(uri, 'bad');
    await plain.published.next();
    assert.deepEqual(plain.registered, []);
    plain.stop();
  });
});
