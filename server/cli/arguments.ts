import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Text } from '../core/text.ts';
import { UsageError } from './exit.ts';

/** An option of a command, for its help and for reading it. */
export interface Option {
  readonly name: string;
  /** What its value is called; without it the option is a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly short?: string;
  readonly help: Text;
}

export interface Arguments {
  readonly names: readonly string[];
  /** A switch that is set is ''. */
  readonly options: ReadonlyMap<string, string>;
}

export const helpOption: Option = {
  name: 'help',
  short: 'h',
  help: { en: 'Show this help.', ja: 'このヘルプを表示します。' },
};

/** Throws a UsageError for whatever the command does not take. */
export function readArguments(args: readonly string[], options: readonly Option[]): Arguments {
  const { values, positionals } = parse(args, [...options, helpOption]);
  const given = new Map(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : ''] as const),
  );
  for (const { name, choices } of options) {
    const value = given.get(name);
    if (value === undefined || !choices || choices.includes(value)) continue;
    throw new UsageError(`--${name} ${value}: one of ${choices.join(', ')} is expected`);
  }
  return { names: positionals, options: given };
}

function parse(args: readonly string[], options: readonly Option[]) {
  const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    options.map(({ name, value, short }) => [
      name,
      { type: value ? 'string' : 'boolean', ...(short ? { short } : {}) },
    ]),
  );
  try {
    return parseArgs({ args: [...args], options: config, allowPositionals: true, strict: true });
  } catch (error) {
    // Its first sentence says what is wrong; the others explain how to escape a dash.
    throw new UsageError(error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error));
  }
}
