import assert from 'node:assert/strict';
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { RawServer } from './support/rawServer.ts';

describe('the language server as it is shipped', () => {
  let folder: string;
  let script: string;
  before(async () => {
    folder = await mkdtemp(path.resolve('out/server-'));
    execFileSync(process.execPath, ['scripts/build.mjs', folder]);
    script = path.join(folder, 'server.js');
  });
  after(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('lints over standard input and output, and ends in order', async () => {
    const server = new RawServer(script, '--stdio');
    const capabilities = { textDocument: { diagnostic: {} } };
    const initialized = await server.request('initialize', { processId: null, rootUri: null, capabilities });
    const { serverInfo } = initialized.result as { serverInfo: object };
    assert.deepEqual(serverInfo, { name: 'podseal', version: manifest.version });
    server.notify('initialized', {});
    const uri = 'file:///work/Containerfile';
    const text = '# podseal: ignore containerfile/no-such-rule -- それだけ\nFROM scratch\n';
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'dockerfile', version: 1, text } });
    const { result } = await server.request('textDocument/diagnostic', { textDocument: { uri } });
    const { items } = result as { items: { code: string }[] };
    assert.ok(items.some(({ code }) => code === 'podseal/unknown-suppression'));
    assert.equal((await server.request('shutdown')).error, undefined);
    server.notify('exit');
    assert.equal(await server.end(), 0);
  });

  test('speaks over the channel of the Node.js process that started it', async () => {
    const child = fork(script, ['--node-ipc']);
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, capabilities: {} } });
    const [answer] = await once(child, 'message');
    assert.equal(answer.result.serverInfo.name, 'podseal');
    child.kill();
  });

  test('survives requests that make no sense', async () => {
    const server = new RawServer(script, '--stdio');
    await server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
    server.notify('textDocument/didOpen', { textDocument: 7 });
    server.notify('textDocument/didChange', null);
    server.notify('workspace/didChangeConfiguration', null);
    for (const params of [null, {}, { textDocument: { uri: 3 } }]) {
      await server.request('textDocument/hover', params);
      await server.request('textDocument/codeAction', params);
      await server.request('textDocument/diagnostic', params);
    }
    assert.notEqual((await server.request('no/such/request')).error, undefined);
    await server.request('shutdown');
    server.notify('exit');
    assert.equal(await server.end(), 0);
  });

  test('says its version, and refuses what it does not understand', () => {
    assert.deepEqual(run('--version'), { status: 0, stdout: `${manifest.version}\n`, stderr: '' });
    const { status, stdout, stderr } = run('--no-such-option');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /unknown option "--no-such-option"\nUsage: /);
  });
});
