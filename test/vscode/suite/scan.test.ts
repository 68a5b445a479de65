import { commands, languages, tasks } from 'vscode';
import type { ScanEnd } from '../../../client/scan/scan.ts';
import { configured, rootless } from '../../../server/scan/checks/_examples.ts';
import { factsFile } from '../../support/facts.ts';
import { equal, matches, ok } from '../assert.ts';
import { closeEverything, fileAt, podseal, until, write } from '../editor.ts';

const weak = factsFile({
  ...rootless([configured({ Privileged: true }, { unit: 'web.service' })]).facts,
});

suite('Scan This Host', () => {
  suiteSetup(async () => {
    await podseal().activate();
    await write(fileAt('scan/weak.facts'), weak);
    await write(fileAt('scan/quadlet/web.container'), '[Unit]\n\n[Container]\nImage=registry.example/app:1.4\n');
  });
  teardown(closeEverything);

  const scan = (profile: string, file = 'scan/weak.facts') =>
    commands.executeCommand<ScanEnd>('podseal.scan', { target: `facts:${fileAt(file).fsPath}`, profile });

  test('runs as a task with an argument list, and its exit code and report come back', async () => {
    const commandLines: string[][] = [];
    const listening = tasks.onDidStartTask(({ execution: { task } }) => {
      const { execution } = task;
      if (execution && 'process' in execution) commandLines.push([execution.process, ...execution.args]);
    });
    const { exitCode, report } = await scan('baseline');
    listening.dispose();
    equal(exitCode, 1);
    equal(report?.profile, 'baseline');
    ok(
      report?.hosts[0]?.results.some(({ check, state }) => check === 'CTR001' && state === 'fail'),
      'CTR001 fails',
    );
    equal(commandLines.length, 1);
    ok(commandLines[0]?.includes('--profile=baseline'), 'the profile is an argument of its own');
  });

  test('a failure of a running container is shown at the file that declares it', async () => {
    await scan('baseline');
    const uri = fileAt('scan/quadlet/web.container');
    const finding = await until(
      () => 'a finding at the Quadlet unit',
      languages.onDidChangeDiagnostics,
      () => languages.getDiagnostics(uri).find(({ code }) => code === 'CTR001'),
    );
    equal(finding.range.start.line, 2);
    matches(finding.message, /^The running container web: /);
    await commands.executeCommand('podseal.scan.clear');
    equal(languages.getDiagnostics(uri).length, 0);
  });

  test('facts that are none end with 3', async () => {
    await write(fileAt('scan/none.facts'), 'nothing');
    equal((await scan('strict', 'scan/none.facts')).exitCode, 3);
  });
});
