import type { ShellCommand } from '../../parse/shell/model.ts';
import type { Run } from './_shell.ts';

const variable = /\$(?:\{(\w+)(:?-[^${}]*)?([^}]*)\}|([A-Za-z_]\w*))/g;
/** Variables of variables; nobody goes further. */
const deepest = 5;
/** Behind `||`, a pipe or a question: whether it happens is not known. */
const isConditional = /(?:\||\]\s*&&)(?:\s|\\\r?\n)*$/;

/**
 * A text of a command with the variables that the run itself has set, once and for certain, in front of it. Those that
 * it sets nowhere stay as they are; in place of one that it may have set to something else stands `$(NAME)`.
 */
export const withShellValues = (run: Run, command: ShellCommand, text: string, depth = 0): string =>
  text.replace(variable, (all, braced?: string, fallback?: string, rest?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    if (!run.tools.has(`${name}=`) && !run.timesSet.has(name)) return all;
    const value = rest || depth > deepest ? undefined : valueAt(run, command, name, depth);
    return value === undefined || (value === '' && fallback) ? `$(${name})` : value;
  });

function valueAt(run: Run, user: ShellCommand, name: string, depth: number): string | undefined {
  const at = run.timesSet.get(name) === 1 ? run.commands.findIndex(command => isSetBy(command, name)) : -1;
  const setBy = run.commands[at];
  const value = setBy?.assignments.find(each => each.name === name)?.value;
  if (!setBy || !value || !isCertain(run, setBy) || shellOf(setBy) !== shellOf(user)) return undefined;
  const between = run.commands.slice(at + 1).filter(({ span }) => span.start < user.span.start);
  if (setBy.span.end > user.span.start || between.some(command => maySet(command, name))) return undefined;
  if (value.dynamic) return withShellValues(run, setBy, value.text, depth + 1);
  // A dollar that the shell does not expand is one.
  return value.text.includes('$') ? undefined : value.text;
}

const isSetBy = ({ name, assignments }: ShellCommand, variable: string): boolean =>
  assignments.some(each => each.name === variable && (each.lasting || !name));

/** It runs what nobody knows, or is told the name. */
const maySet = ({ tool, args, isRead }: ShellCommand, name: string): boolean =>
  /^(?:\.|source|eval)$/.test(tool)
    ? !isRead
    : /^(?:getopts|let|mapfile|printf|readarray)$/.test(tool) && args.some(({ text }) => text.startsWith(name));

const isCertain = ({ text }: Run, { nesting, within, span }: ShellCommand): boolean =>
  nesting.length === 0 &&
  (!within || within.how === 'script' || within.how === 'document') &&
  !isConditional.test(text.slice(Math.max(0, span.start - 100), span.start));

/** The command that starts the shell which reads this one; undefined for the shell of the instruction itself. */
function shellOf({ within }: ShellCommand): ShellCommand | undefined {
  if (!within?.command) return undefined;
  const isNew =
    (within.how === 'script' && !/^(?:eval|alias|\.|source)$/.test(within.command.tool)) ||
    (within.how === 'document' && within.command.name !== undefined);
  return isNew ? within.command : shellOf(within.command);
}
