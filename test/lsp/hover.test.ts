import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkdown } from '../../server/core/markdown.ts';
import { TestClient } from './support/testClient.ts';

const uri = 'file:///work/a.note';

test('a finding explains itself: what, why, what to do, references, other names, how to live with it', async () => {
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
        'Elsewhere: NB\\-1, no\\_bad',
        'To ignore it: `# podseal: ignore note/bad -- reason`',
      ].join('\n\n'),
    },
  });
  assert.equal(await client.hover(uri, 'so'), null);
  client.stop();
});

test('where the editor shows the finding above the hover, the hover does not say it again', async () => {
  const client = await TestClient.start({ initializationOptions: { diagnosticsInHover: true } });
  await client.open(uri, 'so bad');
  const hover = JSON.stringify(await client.hover(uri, 'bad'));
  assert.doesNotMatch(hover, /stands here|reads it|Write another|docs\/rules/);
  assert.match(hover, /No bad words.*example\.org.*Elsewhere.*To ignore it/);
  client.stop();
});

test('a hover speaks Japanese', async () => {
  const client = await TestClient.start({ locale: 'ja' });
  await client.open(uri, 'so bad');
  assert.match(JSON.stringify(await client.hover(uri, 'bad')), /他のツールでの名前: NB.*抑制するには: `.*-- 理由`/);
  client.stop();
});

test('where there are no comments, a hover names the config file', async () => {
  const client = await TestClient.start();
  await client.open('file:///work/a.note.json', 'bad', 'json');
  assert.match(JSON.stringify(await client.hover('file:///work/a.note.json', 'bad')), /To ignore it: .*podseal.*yaml/);
  client.stop();
});

test('what the engine itself says has no comment that silences it', async () => {
  const client = await TestClient.start();
  await client.open(uri, '# podseal: ignore note/bad -- never\nfine');
  const hover = JSON.stringify(await client.hover(uri, 'note/bad'));
  assert.match(hover, /podseal\/unused-suppression/);
  assert.doesNotMatch(hover, /To ignore it/);
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
    value: [
      'note/bad: The word bad stands here.',
      'Somebody reads it.',
      'Write another.',
      'A *book*: https://example.org/a',
      'Elsewhere: NB-1, no_bad',
      'To ignore it: # podseal: ignore note/bad -- reason',
    ].join('\n'),
  });
  client.stop();
});

test('everything that could mean something in Markdown is escaped', () => {
  assert.equal(escapeMarkdown('a\n# b <b> `c` [d](e) | ~f~'), 'a  \n\\# b \\<b\\> \\`c\\` \\[d\\]\\(e\\) \\| \\~f\\~');
});
