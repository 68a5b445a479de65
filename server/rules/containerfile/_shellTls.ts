import type { Edit } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { ShellAssignment, ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import {
  configFiles,
  configurations,
  insecureValues,
  isInsecureOption,
  isInsecureVariable,
  optionLists,
  programs,
} from '../../podman/tlsSettings.ts';

/** A place in a command that turns the verification of certificates off. */
export type Insecurity =
  | { readonly by: 'option'; readonly at: Span; readonly option: ShellOption }
  | { readonly by: 'variable'; readonly at: Span; readonly assignment: ShellAssignment }
  | { readonly by: 'setting'; readonly at: Span }
  | { readonly by: 'file'; readonly at: Span };

export function* insecuritiesOf(command: ShellCommand): Generator<Insecurity> {
  for (const assignment of command.assignments) {
    const { name, value, span, lasting } = assignment;
    if (!value.dynamic && (lasting || command.name) && isInsecureVariable(name, value.text))
      yield { by: 'variable', at: span, assignment };
  }
  const { tool, args } = called(command);
  yield* insecureOptions(tool, args);
  yield* insecureSettings(tool, args);
  yield* insecureFiles(command);
  yield* insecurePowerShell(tool, args);
}

/** Deletes the option that is at fault from a variable that holds others too: `MAVEN_OPTS`. */
export function deleteFromList(text: string, name: string, value: Span): Edit | undefined {
  if (!optionLists.has(name)) return undefined;
  const written = text.slice(value.start, value.end);
  const found = insecureValues(name)?.exec(written);
  if (!found) return undefined;
  const before = written.slice(0, found.index);
  const after = written.slice(found.index + found[0].length);
  if (/^["'\s]*$/.test(before + after)) return undefined;
  const behind = /^\s+/.exec(after)?.[0].length ?? 0;
  const start = value.start + (behind > 0 ? before : before.trimEnd()).length;
  return { span: { start, end: value.end - after.length + behind }, text: '' };
}

/** `python3 -m pip` is pip. */
function called({ tool, args }: ShellCommand): { tool: string; args: readonly ShellWord[] } {
  const at = /^python[\d.]*$/.test(tool) ? args.findIndex(({ text }) => text === '-m') : -1;
  return at < 0 ? { tool, args } : { tool: args[at + 1]?.text ?? '', args: args.slice(at + 2) };
}

/** Nobody can step in between: the container talks to itself. */
const itself = /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?::|\/|$)/i;

function* insecureOptions(tool: string, args: readonly ShellWord[]): Generator<Insecurity> {
  const forms = programs.filter(program => program.tools.includes(tool));
  if (forms.length === 0 || args.some(({ text }) => itself.test(text))) return;
  for (const form of forms) {
    const insecure = optionsOf(args, form).filter(({ name, value }) => isInsecureOption(form, name, value));
    for (const [i, option] of insecure.entries()) {
      // Without both letters of `-kk` nothing but a dash would be left.
      const { name, words } = insecure[i - 1] ?? {};
      if (name !== option.name || words?.[0] !== option.words[0]) yield { by: 'option', at: option.at, option };
    }
  }
}

function* insecureSettings(tool: string, args: readonly ShellWord[]): Generator<Insecurity> {
  // Options stand anywhere; `conda config --set ssl_verify false` has its setting behind one.
  const words = args.filter(({ text }) => !text.startsWith('-'));
  for (const { tools, commands, key, value } of configurations) {
    if (!tools.includes(tool)) continue;
    for (const command of commands) {
      if (!command.every((word, i) => words[i]?.text === word)) continue;
      const [first, second] = words.slice(command.length);
      if (!first) continue;
      const equals = first.text.indexOf('=');
      const given = equals < 0 ? second?.text : first.text.slice(equals + 1);
      const name = equals < 0 ? first.text : first.text.slice(0, equals);
      const last = equals < 0 ? second : first;
      if (last && given !== undefined && key.test(name) && value.test(given))
        yield { by: 'setting', at: { start: first.span.start, end: last.span.end } };
    }
  }
}

const printing = new Set(['echo', 'printf']);

/** `echo insecure >> ~/.curlrc`, also through tee. */
function* insecureFiles(command: ShellCommand): Generator<Insecurity> {
  if (!printing.has(command.tool)) return;
  const written = [
    ...command.redirections.flatMap(({ target }) => target ?? []),
    ...command.pipesTo.filter(({ tool }) => tool === 'tee').flatMap(({ args }) => args),
  ];
  for (const { file, text } of configFiles) {
    if (!written.some(target => file.test(target.text))) continue;
    const word = command.args.find(arg => text.test(arg.text.replace(/\\n/g, '\n')));
    const [first] = command.args;
    const isAcrossWords = text.test(command.args.map(arg => arg.text).join(' '));
    const last = command.args.at(-1);
    if (word) yield { by: 'file', at: word.span };
    else if (isAcrossWords && first && last) yield { by: 'file', at: { start: first.span.start, end: last.span.end } };
  }
}

function* insecurePowerShell(tool: string, args: readonly ShellWord[]): Generator<Insecurity> {
  if (tool !== 'pwsh' && tool !== 'powershell') return;
  const word = args.find(({ text }) => /\s-SkipCertificateCheck\b|^-SkipCertificateCheck$/i.test(text));
  if (word) yield { by: 'file', at: word.span };
}
