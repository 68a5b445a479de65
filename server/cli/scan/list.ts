import { checks } from '../../scan/checks/checks.generated.ts';
import { severityIn } from '../../scan/model/selection.ts';
import { type ScanProfile, scanProfiles } from '../../scan/model/state.ts';
import type { Arguments } from '../arguments.ts';
import { type Exit, exit } from '../exit.ts';
import { type Io, localeFrom } from '../io.ts';
import { Output } from '../output.ts';

/** All checks; with --profile, those that are made under it. */
export async function listChecks({ options }: Arguments, io: Io): Promise<Exit> {
  const locale = localeFrom(io);
  const profile = options.get('profile') as ScanProfile | undefined;
  const listed = checks.filter(check => profile === undefined || severityIn(check, profile) !== undefined);
  const json = listed.map(check => ({
    id: check.id,
    title: check.title[locale],
    severity: Object.fromEntries(scanProfiles.map(each => [each, severityIn(check, each) ?? 'off'])),
    why: check.why[locale],
    remedy: check.remedy[locale],
    commands: check.commands ?? [],
    references: check.references,
  }));
  const text = listed.map(check => {
    const severity = severityIn(check, profile ?? 'baseline');
    return `${check.id}  ${(severity ?? '-').padEnd(8)}  ${check.title[locale]}\n`;
  });
  const isJson = options.get('format') === 'json';
  await new Output(io.stdout).write(isJson ? `${JSON.stringify(json, undefined, 2)}\n` : text.join(''));
  return exit.clean;
}
