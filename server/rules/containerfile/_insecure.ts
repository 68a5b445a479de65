import type { Span } from '../../core/span.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import {
  type InsecureConfig,
  type InsecureFile,
  type InsecureProgram,
  isInsecureOption,
} from '../../podman/insecureSettings.ts';
import { called } from './_called.ts';
import { ofTool } from './_ofTool.ts';
import type { Written, WrittenPart } from './_writtenFiles.ts';

/** The options of a command that make its program less careful. */
export function insecureOptions(command: ShellCommand, programs: readonly InsecureProgram[]): readonly ShellOption[] {
  const { tool, args } = called(command);
  return ofTool(programs, tool).flatMap(form => {
    if (form.unless && args.some(({ text }) => form.unless?.test(text))) return [];
    const insecure = optionsOf(args, form).filter(({ name, value }) => isInsecureOption(form, name, value));
    // Without both letters of `-kk` nothing but a dash would be left.
    return insecure.filter(({ name, words }, i) => {
      const before = insecure[i - 1];
      return name !== before?.name || words[0] !== before.words[0];
    });
  });
}

/** The settings that a command writes into its program's configuration. */
export function insecureSettings(
  command: ShellCommand,
  configurations: readonly InsecureConfig[],
): readonly { readonly at: Span }[] {
  const { tool, args } = called(command);
  return ofTool(configurations, tool).flatMap(config => [...settingsIn(args, config)]);
}

function* settingsIn(args: readonly ShellWord[], { commands, key, value, valued = '' }: InsecureConfig) {
  // Options stand anywhere; `conda config --set ssl_verify false` has its setting behind one.
  const words = args.filter(({ text }, i) => !text.startsWith('-') && !isValued(args[i - 1]?.text, valued));
  for (const command of commands) {
    if (!command.every((word, i) => words[i]?.text === word)) continue;
    const [first, second] = words.slice(command.length);
    if (!first) continue;
    const equals = first.text.indexOf('=');
    const given = equals < 0 ? second?.text : first.text.slice(equals + 1);
    const name = equals < 0 ? first.text : first.text.slice(0, equals);
    const last = equals < 0 ? second : first;
    if (last && given !== undefined && key.test(name) && value.test(given))
      yield { at: { start: first.span.start, end: last.span.end } };
  }
}

const isValued = (option = '', letters: string): boolean => /^-\w$/.test(option) && letters.includes(option[1] ?? ' ');

/** What is at fault in a written file; exact where it stands in the source as it will in the file. */
export interface InsecureText {
  readonly at: Span;
  readonly exact: boolean;
}

export function* insecureTexts(
  { paths, text, parts }: Written,
  files: readonly InsecureFile[],
): Generator<InsecureText> {
  for (const known of files) {
    if (known.unless?.test(text) || !paths.some(path => known.file.test(path))) continue;
    const part = parts.find(each => known.text.test(each.text));
    if (part) yield textAt(part, known.text);
  }
}

function textAt({ text, at, source }: WrittenPart, pattern: RegExp): InsecureText {
  const found = pattern.exec(text);
  const written = found?.[0].trim() ?? '';
  const index = source === text ? found?.index : source?.indexOf(written);
  if (source === undefined || index === undefined || index < 0) return { at, exact: false };
  const start = source.indexOf(written, index) + at.start;
  return { at: { start, end: start + written.length }, exact: true };
}
