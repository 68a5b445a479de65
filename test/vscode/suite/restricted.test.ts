import { commands, tasks, workspace } from 'vscode';
import { equal } from '../assert.ts';
import { closeEverything, openNew, podseal } from '../editor.ts';
import { finding } from '../findings.ts';

suite('Restricted Mode', () => {
  teardown(closeEverything);

  test('changes nothing for Podseal', async () => {
    equal(workspace.isTrusted, false);
    const { document } = await openNew('Containerfile', 'FROM scratch\nUSER root\n');
    await finding('containerfile/root-user', document);
    equal(podseal().isActive, true);
  });

  test('no scan is started', async () => {
    await podseal().activate();
    equal(await commands.executeCommand('podseal.scan', { target: 'local', profile: 'baseline' }), undefined);
    equal(tasks.taskExecutions.length, 0);
  });
});
