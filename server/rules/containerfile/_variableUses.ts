import { addTo } from '../../core/grouped.ts';
import type { ShellAssignment, ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { invocationOf, isCheck } from './_shellDownloads.ts';

/** The commands that print their words. */
export const printers: ReadonlySet<string> = new Set(['echo', 'printf']);

interface Variable {
  readonly name: string;
  readonly setBy: ShellCommand;
}

/** Which commands run or print what a variable holds: `S=$(curl ...); eval "$S"`. */
export class VariableUses {
  readonly #commands: readonly ShellCommand[];
  #uses: Map<string, ShellCommand[]> | undefined;

  constructor(commands: readonly ShellCommand[]) {
    this.#commands = commands;
  }

  /** Those of the variable that a command's output goes into, until it is set once more; none if it is checked. */
  behind(command: ShellCommand): readonly ShellCommand[] {
    const variable = variableFrom(command);
    if (!variable) return [];
    this.#uses ??= usesIn(this.#commands);
    const users: ShellCommand[] = [];
    for (const user of this.#uses.get(variable.name) ?? []) {
      if (user.span.start <= variable.setBy.span.start) continue;
      if (assigns(user, variable.name)) break;
      if (user.pipesTo.some(isCheck)) return [];
      users.push(user);
    }
    return users;
  }
}

/** `S=$(command)`, `export S="$(command)"` */
function variableFrom({ captured, within, span }: ShellCommand): Variable | undefined {
  const setBy = captured ? within?.command : undefined;
  const assignment = setBy?.assignments.find(({ span: all }) => all.start <= span.start && span.end <= all.end);
  if (!setBy || !assignment || !/^(?:\$\(|`)/.test(assignment.value.text) || !lasts(assignment, setBy))
    return undefined;
  return { name: assignment.name, setBy };
}

const setters: ReadonlySet<string> = new Set(['declare', 'typeset', 'readonly', 'local']);
const lasts = ({ lasting }: ShellAssignment, { name, tool }: ShellCommand): boolean =>
  lasting || !name || setters.has(tool);
const assigns = (command: ShellCommand, variable: string): boolean =>
  command.assignments.some(assignment => assignment.name === variable && lasts(assignment, command));

function usesIn(commands: readonly ShellCommand[]): Map<string, ShellCommand[]> {
  const uses = new Map<string, ShellCommand[]>();
  for (const command of commands) {
    const set = command.assignments.map(({ name }) => name);
    for (const name of new Set([...set, ...usedWords(command).flatMap(word => startOf(word) ?? [])])) {
      addTo(uses, name, command);
    }
  }
  return uses;
}

/** The words that a command runs or prints. */
function usedWords(command: ShellCommand): readonly ShellWord[] {
  const { tool, args, redirections, within } = command;
  if (printers.has(tool)) return args;
  const invocation = invocationOf(command);
  const strings = invocation?.readsInput ? redirections.filter(({ operator }) => operator === '<<<') : [];
  // What begins a script counts for the command that runs it.
  const name = within?.word && startOf(within.word) ? undefined : command.name;
  return [name, ...(invocation?.texts ?? []), ...strings.map(({ target }) => target)].filter(
    word => word !== undefined,
  );
}

/** The variable that a script begins with: `"$S"`, `"${S}; exit"`. */
function startOf({ text, dynamic }: ShellWord): string | undefined {
  const [, braced, bare] = (dynamic && /^\s{0,20}\$(?:\{(\w+)\}|(\w+))(?=[\s;&|]|$)/.exec(text)) || [];
  return braced ?? bare;
}
