import { type CodeLens, type CompletionList, commands, type InlayHint, Range, type TextDocument, window } from 'vscode';
import { ask, hoverAt } from '../ask.ts';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, fileAt, openNew, until, write } from '../editor.ts';
import { finding } from '../findings.ts';

/** Opens a file that has a finding: once that is shown, the server answers. */
async function opened(name: string, rule: string, marked: string): Promise<{ document: TextDocument; range: Range }> {
  const file = await openNew(name, marked);
  await finding(rule, file.document);
  return file;
}

suite('seccomp profiles', () => {
  teardown(closeEverything);

  const profile =
    '{\n  "defaultAction": "SCMP_ACT_ERRNO"«»,\n  "syscalls": [{ "names": ["bpf"], "action": "SCMP_ACT_ALLOW" }]\n}\n';

  test('say how they differ from the default, and the lens opens the difference', async () => {
    const { document } = await opened('seccomp.json', 'seccomp/runtime-baseline-missing', profile);
    const [lens] = await ask<CodeLens[]>('CodeLensProvider', document, 10);
    const command = lens?.command;
    ok(command, 'it has its command');
    matches(command.title, /^1 system calls? allowed: 1 more, \d+ fewer than Podman's default$/);
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    const page = await until(
      () => 'the difference is shown',
      window.onDidChangeActiveTextEditor,
      () => (window.activeTextEditor?.document.languageId === 'diff' ? window.activeTextEditor.document : undefined),
    );
    matches(page.getText(), /^\+ bpf$[\s\S]*^- read$/m);
  });

  test('show the errno that nobody wrote behind the default action', async () => {
    const { document, range } = await opened('seccomp.json', 'seccomp/runtime-baseline-missing', profile);
    const hints = await ask<InlayHint[]>('InlayHintProvider', document, new Range(0, 0, document.lineCount, 0));
    equal(
      hints.map(({ label, position }) => ({ label, position })),
      [{ label: 'EPERM (1)', position: range.start }],
    );
  });
});

suite('signature policies', () => {
  teardown(closeEverything);

  test('are explained for an image', async () => {
    await opened('policy.json', 'policy/default-accept', '{ "default": [{ "type": "insecureAcceptAnything" }] }\n');
    // VS Code shows no dialog while it is tested, and says which one that would have been.
    const shown = await commands.executeCommand('podseal.explainPolicy', 'quay.io/acme/app:1').then(
      () => 'no dialog',
      error => String(error),
    );
    matches(shown, /quay\.io\/acme\/app:1 is accepted without a signature/);
  });

  test("are completed with the scopes of the workspace's images", async () => {
    await write(fileAt('images/Containerfile'), 'FROM quay.io/acme/completed:1\n');
    const { document, range } = await opened(
      'policy.json',
      'policy/invalid-policy',
      '{ "default": [{ "type": "insecureAcceptAnything" }], "transports": { "docker": { "«»" } } }\n',
    );
    const propose = async () =>
      (await ask<CompletionList>('CompletionItemProvider', document, range.start)).items.map(({ label }) => label);
    let labels = await propose();
    // The server hears of a new file from the editor's watcher, a while after it is written.
    for (let asked = 1; asked < 1000 && !labels.includes('"quay.io/acme/completed"'); asked++) labels = await propose();
    ok(labels.includes('"quay.io/acme/completed"'), `the repository is among ${labels.join(' ')}`);
    ok(labels.includes('"quay.io/acme"'), `what it is part of is among ${labels.join(' ')}`);
  });
});

suite('registries.conf', () => {
  teardown(closeEverything);

  test('explains its keys', async () => {
    const { document, range } = await opened(
      'registries.conf',
      'registries/insecure-registry',
      '[[registry]]\nlocation = "registry.example.com"\n«insecure» = true\n',
    );
    equal(['properties', 'toml', 'ini'].includes(document.languageId), true, document.languageId);
    matches(await hoverAt(document, range.start), /\*\*insecure\*\* /);
  });
});
