import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import type { ShellAssignment, ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import type { ShellOption } from '../../parse/shell/options.ts';
import { pythons } from '../../podman/packageManagers.ts';
import { configFiles, configurations, insecureValues, programs, variables } from '../../podman/tlsSettings.ts';
import { insecureOptions, insecureSettings, insecureTexts } from './_insecure.ts';
import { insecureAssignments } from './_insecureVariables.ts';
import { writers, writtenBy } from './_writtenFiles.ts';

const skipCheck = /(?:^|\s)-SkipCertificateCheck\b/i;

/** What turns the verification off in a script for a program that is no Unix shell. */
const insecureScripts: Readonly<Record<string, RegExp>> = {
  lftp: /\bset\s{1,9}ssl:verify-certificate(?:\/\S{1,200})?\s{1,9}(?:no|false|off|0)\b/i,
  powershell: skipCheck,
  pwsh: skipCheck,
};

/** The programs and variables that can turn the verification off. */
export const tlsTools: readonly string[] = [
  ...programs.flatMap(({ tools }) => tools),
  ...configurations.flatMap(({ tools }) => tools),
  ...Object.keys(variables).flatMap(name => [`${name}=`, `${name.toLowerCase()}=`]),
  ...[...writers, ...pythons, ...Object.keys(insecureScripts)],
];

/** A place in a command that turns the verification of certificates off. */
export type Insecurity =
  | { readonly by: 'option'; readonly at: Span; readonly option: ShellOption }
  | { readonly by: 'variable'; readonly at: Span; readonly assignment: ShellAssignment }
  | { readonly by: 'setting'; readonly at: Span }
  | { readonly by: 'file'; readonly at: Span };

export function* insecuritiesOf(command: ShellCommand, source: string): Generator<Insecurity> {
  for (const assignment of insecureAssignments(command, insecureValues))
    yield { by: 'variable', at: assignment.span, assignment };
  if (!command.args.some(({ text }) => itself.test(text))) {
    for (const option of insecureOptions(command, programs)) yield { by: 'option', at: option.at, option };
  }
  for (const { at } of insecureSettings(command, configurations)) yield { by: 'setting', at };
  for (const written of writtenBy(command, source)) {
    for (const { at } of insecureTexts(written, configFiles)) yield { by: 'file', at };
  }
  const script = insecureScript(command);
  if (script) yield { by: 'file', at: script.span };
}

/** Nobody can step in between: the container talks to itself. */
const itself = /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?::|\/|$)/i;

function insecureScript({ tool, args }: ShellCommand): ShellWord | undefined {
  const insecure = lookUp(insecureScripts, tool);
  return insecure && args.find(({ text }) => insecure.test(text));
}
