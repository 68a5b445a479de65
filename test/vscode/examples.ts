import { type Diagnostic, languages, workspace } from 'vscode';
import { isCandidate } from '../../client/candidate.ts';
import type { LintedParams } from '../../server/lsp/protocol.ts';
import { closeEverything, open, podseal, until } from './editor.ts';
import { ruleOf, shown } from './findings.ts';

// No test of anything: what `npm start -- --check` runs, to see what the editor shows.
suite('examples', () => {
  test('are opened one after the other', async function () {
    this.timeout(120_000);
    const { onDidLint } = await podseal().activate();
    const linted = new Map<string, LintedParams>();
    onDidLint(event => linted.set(event.uri, event));
    for (const uri of await workspace.findFiles('**/*')) {
      const document = await open(uri).catch(() => undefined);
      if (!document) continue; // It is no text.
      const { languageId } = document;
      if (!isCandidate({ languageId, path: uri.path, text: document.getText() })) continue;
      const { findings } = await until(
        () => `${uri.path} is linted`,
        onDidLint,
        () => linted.get(uri.toString()),
      );
      const diagnostics = await until(
        () => `the editor shows ${findings} findings in ${uri.path}`,
        languages.onDidChangeDiagnostics,
        () => (shown(document).length === findings ? shown(document) : undefined),
      );
      for (const diagnostic of diagnostics) print(`examples/${workspace.asRelativePath(uri)}`, diagnostic);
      await closeEverything();
    }
  });
});

/** By VS Code's numbers, as the command line calls them. */
const severities = ['error', 'warning', 'info', 'hint'];

function print(path: string, diagnostic: Diagnostic): void {
  const { line, character } = diagnostic.range.start;
  const finding = {
    path,
    line: line + 1,
    column: character + 1,
    severity: severities[diagnostic.severity],
    rule: ruleOf(diagnostic),
    message: diagnostic.message.split('\n', 1)[0],
  };
  console.log(`::finding ${JSON.stringify(finding)}`);
}
