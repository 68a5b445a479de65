import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Text } from '../core/text.ts';
import { UsageError } from './exit.ts';

/** An option of a command, for its help and for reading it. */
export interface Option {
  readonly name: string;
  /** What its value is called; without it the option is a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given several times. */
  readonly repeats?: true;
  readonly short?: string;
  readonly help: Text;
}

export interface Arguments {
  readonly names: readonly string[];
  /** A switch that is set is ''; of an option that repeats, the last one. */
  readonly options: ReadonlyMap<string, string>;
  /** All values of options that repeat. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export const helpOption: Option = {
  name: 'help',
  short: 'h',
  help: { en: 'Show this help.', ja: 'このヘルプを表示します。' },
};

const words = {
  choices: {
    en: '--{name} {value}: one of {choices} is expected',
    ja: '--{name} {value}: {choices} のいずれかを指定してください',
  },
  unknown: {
    en: 'there is no option {option}; see --help',
    ja: '{option} というオプションはありません。--help をご覧ください',
  },
  valueMissing: { en: '{option} needs a value', ja: '{option} には値が必要です' },
  valueUnwanted: { en: '{option} takes no value', ja: '{option} は値を取りません' },
} satisfies Record<string, Text>;

/** Throws a UsageError for whatever the command does not take. */
export function readArguments(args: readonly string[], options: readonly Option[]): Arguments {
  const { values, positionals } = parse(args, [...options, helpOption]);
  const lists = new Map(
    Object.entries(values).map(([name, value]) => [name, [value].flat().map(each => (each === true ? '' : `${each}`))]),
  );
  for (const { name, choices } of options) {
    const value = lists.get(name)?.find(value => choices && !choices.includes(value));
    if (value === undefined || !choices) continue;
    throw new UsageError(words.choices, { name, value, choices: choices.join(', ') });
  }
  const given = new Map([...lists].map(([name, list]) => [name, list.at(-1) ?? '']));
  return { names: positionals, options: given, lists };
}

function parse(args: readonly string[], options: readonly Option[]) {
  const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    options.map(({ name, value, short, repeats = false }) => [
      name,
      { type: value ? 'string' : 'boolean', multiple: repeats, ...(short ? { short } : {}) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(error);
  }
}

/** From an error of parseArgs, which names the option in quotes: `'-f, --format <value>'`. */
function usageError(error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const option = /'(?:-\w, )?(-[^' ]*)/.exec(message)?.[1] ?? message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new UsageError(words.unknown, { option });
  const isUnwanted = message.includes('does not take');
  return new UsageError(isUnwanted ? words.valueUnwanted : words.valueMissing, { option });
}
