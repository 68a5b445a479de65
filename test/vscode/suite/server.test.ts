import { commands, type Hover, MarkdownString } from 'vscode';
import { equal, matches } from '../assert.ts';
import { closeEverything, openNew, podseal, type, until } from '../editor.ts';
import { count, finding, ruleOf, shown } from '../findings.ts';

const rule = 'containerfile/root-user';

suite('the language server', () => {
  teardown(closeEverything);

  test('leaves findings single when it is restarted, even twice at a time', async () => {
    const { document } = await openNew('Containerfile', 'FROM scratch\nUSER root\n');
    await finding(rule, document);
    const before = shown(document).map(ruleOf).sort();
    const relinted = nextLint(document.uri.toString());
    await Promise.all([commands.executeCommand('podseal.restart'), commands.executeCommand('podseal.restart')]);
    await relinted;
    await count(rule, 1, document);
    equal(shown(document).map(ruleOf).sort(), before);
    await type(document, 'root', '1001');
    await count(rule, 0, document);
  });

  test('says in a hover why, what to do, and where to read more', async () => {
    const { document, range } = await openNew('Containerfile', 'FROM scratch\nUSER «root»\n');
    await finding(rule, document);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, range.start);
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map(content => (content instanceof MarkdownString ? content.value : String(content)))
      .join('\n');
    matches(text, /\[containerfile\/root\\?-user\]\(https:\/\/.*\/containerfile\/root-user\.md\)/);
    matches(text, /\[.+\]\(<https?:\/\/.+>\)/);
  });
});

function nextLint(uri: string): Promise<true> {
  const { onDidLint } = podseal().exports;
  let linted = false;
  onDidLint(event => {
    linted ||= event.uri === uri;
  });
  return until(
    () => 'the document is linted again',
    onDidLint,
    () => linted || undefined,
  );
}
