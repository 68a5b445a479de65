import { commands, Selection, window, workspace } from 'vscode';
import { fileAt, open, until } from './editor.ts';
import { finding } from './findings.ts';

// No test of anything: what `npm run pictures` runs, on a copy of examples/.
suite('pictures', () => {
  test('the editor, with findings and the light bulb of one', async () => {
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.closeAuxiliaryBar');
    const document = await open(fileAt('least-privilege/insecure/Containerfile'));
    const { range } = await finding('containerfile/tls-verification', document);
    await commands.executeCommand('workbench.actions.view.problems');
    await window.showTextDocument(document, { selection: new Selection(range.start, range.start) });
    await commands.executeCommand('editor.action.quickFix');
    await shot('editor', '.action-widget :text("containerfile/tls-verification")');
  });
});

/** Asks the runner for a picture as soon as the page shows an element, and waits until it is taken. */
async function shot(name: string, selector: string): Promise<void> {
  const taken = fileAt(`${name}.taken`);
  const watcher = workspace.createFileSystemWatcher('**/*.taken');
  console.log(`::shot ${name} ${selector}`);
  let exists = false;
  watcher.onDidCreate(() => {
    exists = true;
  });
  await until(
    () => `the picture ${name} is taken`,
    watcher.onDidCreate,
    () => exists || undefined,
  );
  watcher.dispose();
  await workspace.fs.delete(taken);
}
