import type { Span } from '../../core/span.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import { clearPrograms, isFar, namingOption, schemes, textPrograms, urlPrograms } from '../../podman/clearText.ts';
import { ofTool } from './_ofTool.ts';
import { type Download, downloadOf, fetcherTools } from './_shellDownloads.ts';

/** Programs of which it is known which of their words they fetch. */
const urlTools = new Set([...fetcherTools, ...clearPrograms, ...urlPrograms.flatMap(({ tools }) => tools)]);

/** An address that is reached in clear text. */
export interface ClearText {
  readonly at: Span;
  /** `http`; of a bare name such as `example.com/x` too. */
  readonly scheme: string;
  /** The scheme is not written. */
  readonly bare: boolean;
  readonly text: string;
}

/** Also `git+http://`, as pip and npm write repositories. */
const address = new RegExp(`^(?:[a-z]{2,4}\\+)?(${schemes.join('|')})://(?:[^/@]*@)?([^/?#]*)`, 'i');
const bareAddress = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?\//i;

/** Whether a text is an address to which things go in clear text. `scheme` is what one without any means. */
export function clearText(text: string, bareScheme?: string): { scheme: string; bare: boolean } | undefined {
  const [, scheme, host = ''] = address.exec(text) ?? [];
  if (scheme !== undefined) return isFar(host) ? { scheme: scheme.toLowerCase(), bare: false } : undefined;
  const isBare = bareScheme !== undefined && bareAddress.test(text) && isFar(text.replace(/\/.*$/s, ''));
  return isBare ? { scheme: bareScheme, bare: true } : undefined;
}

/** Whether one of them is run: no other fetches from an address that is not written with its scheme. */
export function goesOut({ tools }: { readonly tools: ReadonlySet<string> }): boolean {
  for (const tool of tools) if (urlTools.has(tool)) return true;
  return false;
}

const noWords = { words: [], download: undefined } as const;

/** The words that a command fetches from, and what it downloads. */
export function fetchedWords(command: ShellCommand): { words: readonly ShellWord[]; download: Download | undefined } {
  const { tool, args } = command;
  if (!urlTools.has(tool)) return noWords;
  const download = downloadOf(command);
  if (download) return { words: download.urls, download };
  const [form] = ofTool(urlPrograms, tool);
  if (!form) return noWords;
  const options = optionsOf(args, form);
  const used = new Set(options.flatMap(({ words }) => words));
  const operands = args.filter(word => !used.has(word));
  const isFetching = !form.commands || operands.slice(0, 2).some(({ text }) => form.commands?.includes(text));
  const values = options.flatMap(({ name, words }) => (form.options?.includes(name) ? words.slice(-1) : []));
  return { words: isFetching ? [...operands, ...values] : values, download: undefined };
}

/** The words of any other command that are addresses, or `--option=address`; of a CMD for an ENTRYPOINT the first, too. */
export function namedWords({ tool, name, args }: ShellCommand): ShellWord[] {
  if (name?.text.includes('://')) return [name];
  if (textPrograms.has(tool) || urlTools.has(tool)) return [];
  return args.filter(({ text }, i) => {
    if (!text.includes('://')) return false;
    const option = /^-[^=]*(?==)/.exec(text)?.[0] ?? args[i - 1]?.text ?? '';
    return !(option.startsWith('-') && namingOption.test(option));
  });
}

/** The place of an address in its word, without quotes and without the option in front of it. */
export function placeIn(source: string, { span }: { readonly span: Span }, text: string): Span {
  const start = source.slice(span.start, span.end).indexOf(text);
  return start < 0 ? span : { start: span.start + start, end: span.start + start + text.length };
}
