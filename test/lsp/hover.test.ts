import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkdown } from '../../server/lsp/markdown.ts';
import { TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';

test('a finding explains itself: what, why, what to do, references', async () => {
  const client = await TestClient.start();
  await client.open(uri, 'so bad');
  assert.deepEqual(await client.hover(uri, 'bad'), {
    range: client.range(uri, 3, 6),
    contents: {
      kind: 'markdown',
      value: [
        '**No bad words**',
        'The word bad stands here\\.',
        'Somebody reads it\\.',
        'Write another\\.',
        '[note/bad](https://github.com/podseal/podseal/blob/main/docs/rules/note/bad.md) · [A \\*book\\*](<https://example.org/a>)',
      ].join('\n\n'),
    },
  });
  assert.equal(await client.hover(uri, 'so'), null);
  client.stop();
});

test('words from the file cannot become Markdown', async () => {
  const client = await TestClient.start();
  await client.open(uri, '![x](http://x)*img*');
  const hover = await client.hover(uri, '!');
  assert.match(
    JSON.stringify(hover),
    /The word \\\\!\\\\\[x\\\\\]\\\\\(http\\\\:\/\/x\\\\\)\\\\\*img\\\\\* stands here/,
  );
  client.stop();
});

test('a client that renders no Markdown gets plain text', async () => {
  const client = await TestClient.start({ capabilities: { textDocument: { hover: {} } } });
  await client.open(uri, 'bad');
  assert.deepEqual((await client.hover(uri, 'bad'))?.contents, {
    kind: 'plaintext',
    value: 'note/bad: The word bad stands here.\nSomebody reads it.\nWrite another.\nA *book*: https://example.org/a',
  });
  client.stop();
});

test('everything that could mean something in Markdown is escaped', () => {
  assert.equal(escapeMarkdown('a\n# b <b> `c` [d](e) | ~f~'), 'a  \n\\# b \\<b\\> \\`c\\` \\[d\\]\\(e\\) \\| \\~f\\~');
});
