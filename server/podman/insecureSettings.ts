/** What makes a program less careful, as data: an option, a setting, a line of a configuration file. */

/** An option of a program. */
interface InsecureOption {
  /** With its dashes: `-k`, `--verify`. Several that mean the same. */
  readonly names: readonly string[];
  /** Only with such a value; without, with none or any that does not say no. */
  readonly value?: RegExp;
}

export interface InsecureProgram {
  readonly tools: readonly string[];
  readonly options: readonly InsecureOption[];
  /** With one of these words it does something to which the options mean nothing. */
  readonly unless?: RegExp;
  /** Letters of short options that take a value. */
  readonly valued?: string;
  readonly valuedLong?: readonly string[];
  /** One dash starts a long option. */
  readonly singleDash?: boolean;
  /** What stands behind the first operand belongs to somebody else. */
  readonly operandsEnd?: boolean;
}

/** A command that writes the setting into a program's configuration. */
export interface InsecureConfig {
  readonly tools: readonly string[];
  /** Letters of short options that take a value. */
  readonly valued?: string;
  /** Words that stand before the setting, in this order, options left out. */
  readonly commands: readonly (readonly string[])[];
  readonly key: RegExp;
  readonly value: RegExp;
}

/** A configuration file, and the text in it that is at fault. */
export interface InsecureFile {
  readonly file: RegExp;
  readonly text: RegExp;
  /** Not where such text is written with it. */
  readonly unless?: RegExp;
}

export const no = /^(?:0|no|false|off|none|disable)$/i;

export const has = (...names: string[]): InsecureOption => ({ names });

export const is = (names: string[], value: RegExp): InsecureOption => ({ names, value });

export const isInsecureOption = ({ options }: InsecureProgram, name: string, value: string | undefined): boolean =>
  options.some(option => option.names.includes(name) && (option.value?.test(value ?? '') ?? !no.test(value ?? '')));
