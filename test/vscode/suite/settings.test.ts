import { ConfigurationTarget, languages, Uri, workspace } from 'vscode';
import { equal } from '../assert.ts';
import { closeEverything, open, openNew, type, until, write } from '../editor.ts';
import { count, finding, of } from '../findings.ts';

const rule = 'containerfile/root-user';
const text = 'FROM scratch\nUSER root\n';

suite('settings', () => {
  teardown(async () => {
    for (const key of ['rules', 'run', 'profile']) await set(key, undefined);
    await closeEverything();
  });

  test("a rule's level changes at once, and back", async () => {
    const { document } = await openNew('Containerfile', text);
    const { severity } = await finding(rule, document);
    await set('rules', { [rule]: 'off' });
    await count(rule, 0, document);
    await set('rules', { [rule]: 'hint' });
    equal((await finding(rule, document)).severity, 3);
    await set('rules', undefined);
    await severityIs(document.uri, severity);
  });

  test('.podseal.yaml counts when it comes, changes and goes', async () => {
    const { document } = await openNew('Containerfile', text);
    await finding(rule, document);
    const config = Uri.joinPath(document.uri, '../.podseal.yaml');
    await write(config, `rules:\n  ${rule}: off\n`);
    await count(rule, 0, document);
    await write(config, `rules:\n  ${rule}: info\n`);
    await severityIs(document.uri, 2);
    await workspace.fs.delete(config);
    await severityIs(document.uri, 1);
  });

  test('.podseal.yaml counts while it is typed, and a setting counts more', async () => {
    const { document } = await openNew('Containerfile', text);
    await finding(rule, document);
    const uri = Uri.joinPath(document.uri, '../.podseal.yaml');
    await write(uri, 'rules: {}\n');
    const config = await open(uri);
    await open(document.uri);
    await open(uri);
    await type(config, '{}', `{ ${rule}: off }`);
    await open(document.uri);
    await count(rule, 0, document);
    await set('rules', { [rule]: 'info' });
    await severityIs(document.uri, 2);
  });

  test('a mistake in .podseal.yaml is a finding in it', async () => {
    const { document, range } = await openNew('.podseal.yaml', 'profile: «lenient»\n');
    equal((await finding('config/bad-value', document)).range, range);
  });

  test('podseal.run: onSave waits until the file is saved', async () => {
    await set('run', 'onSave');
    const { document } = await openNew('Containerfile', text);
    await finding(rule, document);
    await type(document, 'root', '1001');
    // Nothing tells that something will not happen: another document, linted after the edit, does.
    const other = await openNew('Containerfile', text);
    await finding(rule, other.document);
    equal(of(rule, document).length, 1, 'the finding stays as long as the file is not saved');
    await document.save();
    await open(document.uri);
    await count(rule, 0, document);
  });
});

const set = (key: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('podseal').update(key, value, ConfigurationTarget.Workspace);

const severityIs = (uri: Uri, severity: number): Promise<true> =>
  until(
    () => `${rule} has severity ${severity}`,
    languages.onDidChangeDiagnostics,
    () =>
      languages
        .getDiagnostics(uri)
        .some(({ code, severity: is }) => typeof code === 'object' && code.value === rule && is === severity) ||
      undefined,
  );
