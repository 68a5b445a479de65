import type { ShellCommand } from '../../parse/shell/model.ts';
import type { Run } from './_shell.ts';

const variable = /\$(?:\{(\w+)(:?-[^${}]*)?([^}]*)\}|([A-Za-z_]\w*))/g;
/** Variables of variables; nobody goes further. */
const deepest = 5;
/** Behind `||`, a pipe or a question: whether it happens is not known. */
const isConditional = /(?:\||\]\s*&&)(?:\s|\\\r?\n)*$/;

/**
 * A text of a command with the variables that the run itself has set, once and for certain, in front of it. Those that
 * it sets nowhere stay as they are. Undefined where it may have set one to something else.
 */
export function withShellValues(run: Run, command: ShellCommand, text: string, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  let isKnown = true;
  const result = text.replace(variable, (all, braced?: string, fallback?: string, rest?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    if (!run.tools.has(`${name}=`) && !run.timesSet.has(name)) return all;
    const value = rest ? undefined : valueAt(run, command, name, depth);
    if (value === undefined || (value === '' && fallback)) isKnown = false;
    return value ?? all;
  });
  return isKnown ? result : undefined;
}

function valueAt(run: Run, user: ShellCommand, name: string, depth: number): string | undefined {
  if (run.timesSet.get(name) !== 1) return undefined;
  for (const command of run.commands) {
    const found = command.assignments.find(each => each.name === name && (each.lasting || !command.name));
    if (!found) continue;
    const { text, dynamic } = found.value;
    const holds = isCertain(run, command) && command.span.end <= user.span.start && shellOf(command) === shellOf(user);
    // A dollar that the shell does not expand is one.
    if (!holds || (!dynamic && text.includes('$'))) return undefined;
    return dynamic ? withShellValues(run, command, text, depth + 1) : text;
  }
  return undefined;
}

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
