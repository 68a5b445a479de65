import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kinds } from '../../server/rules/registry.ts';
import { TestClient } from './support/testClient.ts';

const uri = 'file:///work/containers/auth.json';
const password = 'Tr0ub4dor-and-3';
const encoded = Buffer.from(`me:${password}`).toString('base64');

describe('an editor is never told what auth.json keeps secret', () => {
  for (const [name, text] of [
    ['auth', `{"auths": {"registry.example": {"auth": "${encoded}"}}}`],
    ['token', `{"auths": {"registry.example": {"identitytoken": "${password}"}}}`],
    ['in the key', `{"auths": {"https://me:${password}@registry.example": {"auth": "${encoded}"}}}`],
    ['single quotes', `{'auths': {'registry.example': {'auth': '${encoded}'}}}`],
    ['open string', `{"auths": {"registry.example": {"auth": "${encoded}\n}}}`],
    ['half', `{"auths": {"registry.example": {"auth": "${encoded}`],
  ] as const) {
    test(name, async () => {
      const client = await TestClient.start({ kinds, folders: ['file:///work'] });
      await client.open(uri, text, 'json');
      const textDocument = { uri };
      const heard: unknown[] = [await client.pull(uri)];
      for (let offset = 0; offset <= text.length; offset++) {
        const position = client.range(uri, offset, offset).start;
        heard.push(await client.connection.sendRequest('textDocument/hover', { textDocument, position }));
        heard.push(await client.connection.sendRequest('textDocument/completion', { textDocument, position }));
      }
      const range = client.range(uri, 0, text.length);
      heard.push(
        await client.connection.sendRequest('textDocument/codeAction', {
          textDocument,
          range,
          context: { diagnostics: [] },
        }),
      );
      heard.push(client.logged);
      const all = JSON.stringify(heard);
      assert.ok(/password|token|パスワード|JSON|quote/i.test(all));
      assert.ok(!all.includes(encoded) && !all.includes(password), all);
      client.stop();
    });
  }
});
