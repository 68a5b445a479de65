import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';

describe('push diagnostics, where the client cannot pull', () => {
  let client: TestClient;
  const start = async (disk = new Map<string, string>()) => {
    client = await TestClient.start({ capabilities: {}, disk });
    return client;
  };
  afterEach(() => client.stop());

  test('come with the version they hold for', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    const first = await client.published.next();
    assert.deepEqual([first.uri, first.version, first.diagnostics.length], [uri, 1, 1]);
    await client.change(uri, 'bad', 'fine');
    const second = await client.published.next();
    assert.deepEqual([second.version, second.diagnostics], [2, []]);
  });

  test('the last of many changes has the last word', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    for (let i = 0; i < 20; i++) await client.change(uri, 'bad', 'bad bad');
    await client.change(uri, client.document(uri).getText(), 'fine');
    const versions: (number | undefined)[] = [];
    for (;;) {
      const { version, diagnostics } = await client.published.next();
      versions.push(version);
      if (version !== 22) continue;
      assert.deepEqual(diagnostics, []);
      break;
    }
    assert.deepEqual(
      versions,
      versions.toSorted((a = 0, b = 0) => a - b),
    );
    await client.hover(uri, 'fine');
    assert.deepEqual(client.published.all(), []);
  });

  test('closing a document takes its findings away', async () => {
    const client = await start();
    await client.open(uri, 'bad');
    await client.published.next();
    await client.close(uri);
    assert.deepEqual(await client.published.next(), { uri, diagnostics: [] });
  });

  test('come anew when a config file changes', async () => {
    const config = 'file:///work/.podseal.yaml';
    const disk = new Map([[config, 'exclude: [a.note]\n']]);
    const client = await start(disk);
    await client.open(uri, 'bad');
    assert.deepEqual((await client.published.next()).diagnostics, []);
    disk.delete(config);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: config, type: 3 }],
    });
    assert.equal((await client.published.next()).diagnostics.length, 1);
  });

  test('a parser that fails leaves the server alive', async () => {
    const client = await start();
    await client.open(uri, 'bad parser-bug');
    assert.match((await client.logged.next()).message, /a parser failed/);
    await client.change(uri, 'parser-bug', '');
    assert.equal((await client.published.next()).diagnostics.length, 1);
  });
});
