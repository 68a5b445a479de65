import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { ask, hoverAt } from '../ask.ts';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, openNew, until } from '../editor.ts';
import { finding } from '../findings.ts';

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n';

/** Opens a pod: once a finding is shown, the server answers. */
async function opened(marked: string): Promise<{ document: TextDocument; range: Range }> {
  const file = await openNew('pod.yaml', head + marked);
  await finding('kube/host-network', file.document);
  return file;
}

const container = '  containers:\n  - name: «»web\n    image: quay.io/a/web:1\n';

suite('Pods', () => {
  teardown(closeEverything);

  test('are hardened by the light bulb in one edit', async () => {
    const { document, range } = await opened(container);
    const actions = await ask<CodeAction[]>('CodeActionProvider', document, range, 'refactor.rewrite');
    const harden = actions.filter(({ title }) => title.startsWith('Harden'));
    equal(
      harden.map(({ title }) => title),
      ['Harden this container', 'Harden this pod'],
    );
    const edit = harden[1]?.edit;
    ok(edit, 'it has its edit');
    ok(await workspace.applyEdit(edit), 'it is made');
    matches(document.getText(), /runAsNonRoot: true[\s\S]*readOnlyRootFilesystem: true/);
  });

  test('are hardened by the lens above them, which can be turned off', async () => {
    const { document } = await opened(container);
    const lenses = () => ask<CodeLens[]>('CodeLensProvider', document, 10);
    const [lens] = await lenses();
    equal([lens?.range.start.line, lens?.command?.title], [0, 'Harden this pod']);
    const command = lens?.command;
    ok(command, 'it has its command');
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    await until(
      () => document.getText(),
      workspace.onDidChangeTextDocument,
      () => document.getText().includes('securityContext') || undefined,
    );
    const settings = workspace.getConfiguration('podseal.codeLens');
    await settings.update('harden', false);
    try {
      equal(await noneLeft(lenses), true);
    } finally {
      await settings.update('harden', undefined);
    }
  });

  test('are completed and explained', async () => {
    const { document, range } = await opened('  containers:\n  - name: web\n    securityContext:\n      run«»\n');
    const { items } = await ask<CompletionList>('CompletionItemProvider', document, range.start);
    const field = items.find(({ label }) => label === 'runAsNonRoot');
    ok(field, 'there is runAsNonRoot');
    equal(
      field.range instanceof Range ? document.getText(field.range) : document.getText(field.range?.inserting),
      'run',
    );
    matches(
      await hoverAt(document, document.positionAt(head.indexOf('hostNetwork'))),
      /Pod Security Standards, baseline/,
    );
  });

  test('come as snippets', async () => {
    const { document, range } = await opened('«»');
    const { items } = await ask<CompletionList>('CompletionItemProvider', document, range.start);
    ok(
      items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'hardened-pod'),
      'there is one of a hardened pod',
    );
  });
});

/** The server hears of a setting a moment after VS Code has taken it. */
async function noneLeft(lenses: () => Thenable<readonly CodeLens[]>): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) if ((await lenses()).length === 0) return true;
  return false;
}
