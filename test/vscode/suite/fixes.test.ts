import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, openNew, until, write } from '../editor.ts';
import { count, finding } from '../findings.ts';

const rootUser = 'FROM scratch\nUSER «root»\n';

suite('repairs', () => {
  teardown(closeEverything);

  test('a quick fix repairs its finding', async () => {
    const { document, range } = await openNew('pod.yaml', privileged('«true»'));
    await finding('kube/privileged', document);
    const actions = await actionsAt(document, range, CodeActionKind.QuickFix);
    const fix = actions.find(({ edit, title }) => edit && !/Ignore|Fix all/.test(title));
    ok(fix, `a fix is among ${titles(actions)}`);
    await apply(fix);
    await count('kube/privileged', 0, document);
    equal(document.getText(), privileged('false'));
  });

  test('source.fixAll makes the safe fixes and nothing else', async () => {
    const { document } = await openNew('Containerfile', `FROM scratch\nADD app.py /app\nUSER root\n`);
    await finding('containerfile/prefer-copy', document);
    await finding('containerfile/root-user', document);
    await commands.executeCommand('editor.action.sourceAction', { kind: 'source.fixAll.podseal', apply: 'first' });
    await textIs(document, 'FROM scratch\nCOPY app.py /app\nUSER root\n');
    await count('containerfile/prefer-copy', 0, document);
    await finding('containerfile/root-user', document);
  });

  test('all findings of one rule are fixed together', async () => {
    const { document, range } = await openNew(
      'Containerfile',
      'FROM scratch\n«ADD» app /app\nADD lib /lib\nUSER root\n',
    );
    await count('containerfile/prefer-copy', 2, document);
    const actions = await actionsAt(document, range, CodeActionKind.QuickFix);
    const fixes = actions.filter(({ title }) => /^Fix all/.test(title));
    equal(fixes.length, 1, titles(actions));
    for (const fix of fixes) await apply(fix);
    await count('containerfile/prefer-copy', 0, document);
    equal(document.getText(), 'FROM scratch\nCOPY app /app\nCOPY lib /lib\nUSER root\n');
  });

  test('a fix may make a file beside the document, and what lies there counts', async () => {
    const { document, range } = await openNew('Containerfile', 'FROM quay.io/a/b:1\nCOPY «.» /app\nUSER 1001\n');
    const around = (name: string) => Uri.joinPath(document.uri, '..', name);
    await write(around('server.key'), '-----BEGIN PRIVATE KEY-----\n');
    const { message } = await finding('containerfile/broad-copy', document);
    matches(message, /server\.key/);
    const actions = await actionsAt(document, range, CodeActionKind.QuickFix);
    const fix = actions.find(({ edit }) => edit?.entries().some(([uri]) => uri.path.endsWith('/.containerignore')));
    ok(fix, `a fix that makes .containerignore is among ${titles(actions)}`);
    await apply(fix);
    await count('containerfile/broad-copy', 0, document);
    const ignore = await workspace.openTextDocument(around('.containerignore'));
    matches(ignore.getText(), /^\*\*\/\*\.key$/m);
    await ignore.save();
  });

  test('a suppression is inserted and honoured', async () => {
    const { document, range } = await openNew('Containerfile', rootUser);
    await finding('containerfile/root-user', document);
    const actions = await actionsAt(document, range, CodeActionKind.QuickFix);
    const ignore = actions.find(({ edit, title }) => edit && /^Ignore/.test(title));
    ok(ignore, `an ignore is among ${titles(actions)}`);
    await apply(ignore);
    await count('containerfile/root-user', 0, document);
    matches(document.getText(), /^FROM scratch\n# podseal: ignore containerfile\/root-user -- .+\nUSER root\n$/);
    ok(ignore.command, 'a command follows the edit');
    await commands.executeCommand(ignore.command.command, ...(ignore.command.arguments ?? []));
    equal(window.activeTextEditor?.document.getText(window.activeTextEditor.selection), 'TODO: reason');
  });

  test('every finding offers its documentation', async () => {
    const { document, range } = await openNew('Containerfile', rootUser);
    await finding('containerfile/root-user', document);
    const actions = await actionsAt(document, range, CodeActionKind.QuickFix);
    const open = actions.find(({ command }) => command?.command === 'podseal.openDocumentation');
    ok(open?.command?.arguments?.includes('containerfile/root-user'), titles(actions));
  });
});

const privileged = (value: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: driver
spec:
  containers:
    - name: driver
      image: quay.io/acme/driver:1.2 # pinned by the mirror
      securityContext:
        privileged: ${value} # for now
`;

const actionsAt = async ({ uri }: TextDocument, range: Range, kind: CodeActionKind): Promise<CodeAction[]> =>
  commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind.value, 20);

const titles = (actions: readonly CodeAction[]): string => actions.map(({ title }) => title).join(' | ');

async function apply({ edit, title }: CodeAction): Promise<void> {
  ok(edit && (await workspace.applyEdit(edit)), `"${title}" is applied`);
}

const textIs = (document: TextDocument, text: string): Promise<true> =>
  until(
    () => `the text is\n${text}\nbut it is\n${document.getText()}`,
    workspace.onDidChangeTextDocument,
    () => document.getText() === text || undefined,
  );
