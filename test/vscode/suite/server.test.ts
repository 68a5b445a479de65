import { commands } from 'vscode';
import { hoverAt } from '../ask.ts';
import { equal, matches, ok } from '../assert.ts';
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

  test('adds to the finding in a hover where to read more, and how to ignore it', async () => {
    const { document, range } = await openNew('Containerfile', 'FROM scratch\nUSER «root»\n');
    const { message } = await finding(rule, document);
    const text = await hoverAt(document, range.start);
    matches(text, /`# podseal: ignore containerfile\/root-user -- reason`/);
    ok(!text.includes(message.split('\n')[0] ?? ''), 'what VS Code itself shows is not repeated');
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
