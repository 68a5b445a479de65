import { equal } from '../assert.ts';
import { closeEverything, fileAt, open, openNew, podseal, type, until } from '../editor.ts';

// These come first and build on one another: an extension never becomes inactive again.
suite('activation', () => {
  teardown(closeEverything);

  test('a plain text file starts nothing', async () => {
    await open(fileAt('notes.txt'));
    equal(podseal().isActive, false);
  });

  test("somebody else's YAML does not start the server", async () => {
    await open(fileAt('workflow.yaml'));
    const { serverIsStarted } = await podseal().activate();
    equal(serverIsStarted(), false);
  });

  test('typing the first telltale word starts it', async () => {
    const { document } = await openNew('app.yaml', 'a: 1\n');
    const { onDidLint, serverIsStarted } = podseal().exports;
    equal(serverIsStarted(), false);
    let linted = false;
    onDidLint(() => {
      linted = true;
    });
    await type(document, 'a: 1', 'apiVersion: v1');
    await until(
      () => 'the server lints the document',
      onDidLint,
      () => linted || undefined,
    );
    equal(serverIsStarted(), true);
  });
});
