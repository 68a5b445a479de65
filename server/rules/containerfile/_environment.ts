import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Piece } from '../../parse/containerfile/piece.ts';
import { type Environment, isCallOrOptions } from '../../parse/shell/held.ts';

const empty: Environment = new Map();

const names = new Memory<Piece, readonly string[]>();

/** What an instruction names with a blank, a quote or the like on both sides. */
const namesIn = ({ origin, source }: Instruction): readonly string[] =>
  remember(names, origin, () => [
    ...new Set(
      Array.from(source.matchAll(/(?<![\w./:=$\\-])\$\{?([A-Za-z_]\w*)(?![\w./:=-])/g), ([, name = '']) => name),
    ),
  ]);

const held = new Memory<Piece, readonly string[]>();

/** The variables that an ARG or ENV sets to what may be options, or a program with its options. */
const heldBy = ({ origin }: Instruction): readonly string[] =>
  remember(held, origin, () =>
    origin.pairs.flatMap(({ name, value, raw }) =>
      value !== undefined && (raw.includes('$') || isCallOrOptions(value)) ? [name] : [],
    ),
  );

const heldAnywhere = new Memory<Containerfile, ReadonlySet<string>>();

/** Most files have none: nobody need work out then what the variables of an instruction are worth. */
const heldIn = (file: Containerfile): ReadonlySet<string> =>
  remember(heldAnywhere, file, () => new Set(file.of('ARG', 'ENV').flatMap(heldBy)));

/**
 * The variables of ARG and ENV that may hold options, or a program with its options, for the commands of an
 * instruction: what starts in the container has those of ENV only, and so does an ONBUILD.
 */
export function environmentOf(file: Containerfile, outer: Instruction): Environment {
  const seesArguments = outer.keyword === 'RUN';
  let found: Map<string, string> | undefined;
  for (const name of namesIn(outer)) {
    if (!heldIn(file).has(name)) continue;
    const { value, isEnv } = file.assignment(name, outer) ?? {};
    if (typeof value !== 'string' || !(isEnv || seesArguments) || !isCallOrOptions(value)) continue;
    found ??= new Map();
    found.set(name, value);
  }
  return found ?? empty;
}

/** The same text for the same variables. */
export const environmentText = (environment: Environment): string =>
  environment.size === 0 ? '' : Array.from(environment, ([name, value]) => `${name}=${value}\n`).join('');
