import { env } from 'vscode';
import { equal, matches } from '../assert.ts';
import { closeEverything, openNew } from '../editor.ts';
import { finding } from '../findings.ts';

const kana = /[\u3040-\u30ff]/;

suite('in Japanese', () => {
  teardown(closeEverything);

  test('findings speak Japanese, and rules keep their names', async () => {
    equal(env.language, 'ja');
    const { document } = await openNew('Containerfile', 'FROM scratch\nUSER root\n');
    const { message } = await finding('containerfile/root-user', document);
    matches(message, kana);
  });
});
