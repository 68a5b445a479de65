import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { commands, type Diagnostic, languages, Range, type TextDocument } from 'vscode';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, fileAt, openNew, podseal, type, until, write } from '../editor.ts';

/** Writes down its arguments, and a report where it is told to. */
const fake = `#!/bin/sh
printf '%s\\n' "$@" > "\${0%/*}/arguments"
while [ $# -gt 1 ]; do [ "$1" = --output ] && report=$2; shift; done
printf '{"ArtifactName":"x","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","Severity":"HIGH","PkgName":"libc","InstalledVersion":"1","FixedVersion":"2"}]}]}' > "$report"
`;

suite('Scan Image With Trivy', () => {
  const before = process.env['PATH'];
  const program = fileAt('trivy-bin/trivy');
  suiteSetup(async () => {
    await podseal().activate();
    await write(program, fake);
    await chmod(program.fsPath, 0o755);
  });
  teardown(async () => {
    process.env['PATH'] = before;
    await closeEverything();
  });

  const findings = (document: TextDocument): Diagnostic[] =>
    languages.getDiagnostics(document.uri).filter(({ source }) => source === 'trivy');
  const finding = (document: TextDocument, line: number): Promise<Diagnostic> =>
    until(
      () => `a finding in line ${line}`,
      languages.onDidChangeDiagnostics,
      () => findings(document).find(({ range }) => range.start.line === line),
    );

  test('shows what it finds at the image, wherever that moves', async () => {
    process.env['PATH'] = `${path.dirname(program.fsPath)}:${before}`;
    const { document, range } = await openNew('Containerfile', 'FROM «registry.example/app:1.4»\nUSER 1001\n');
    equal(await commands.executeCommand('podseal.scanImage'), 0);
    const { message, range: found } = await finding(document, 0);
    ok(range.isEqual(found), 'it is at the name of the image');
    matches(message, /1 high\nCVE-2026-1 {2}high {2}libc 1 → 2$/);
    const given = await readFile(path.join(path.dirname(program.fsPath), 'arguments'), 'utf8');
    matches(given, /^image\n(?:.*\n)+registry\.example\/app:1\.4\n$/);
    await type(document, 'FROM', '# ours\nFROM');
    equal((await finding(document, 1)).range, new Range(1, 5, 1, 29));
    await type(document, 'app:1.4', 'app:1.5');
    await until(
      () => 'the finding goes with the image',
      languages.onDidChangeDiagnostics,
      () => findings(document).length === 0 || undefined,
    );
  });

  test('that is not installed starts nothing', async () => {
    process.env['PATH'] = '/nonexistent';
    await openNew('Containerfile', 'FROM registry.example/app:1.4\nUSER 1001\n');
    equal(await commands.executeCommand('podseal.scanImage'), undefined);
  });
});
