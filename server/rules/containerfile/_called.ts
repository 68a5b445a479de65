import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { pythons } from '../../podman/packageManagers.ts';

interface Called {
  readonly name: ShellWord | undefined;
  readonly tool: string;
  readonly args: readonly ShellWord[];
}

/** The program that a command runs, and its words: `python3 -m pip` is pip. */
export function called({ name, tool, args }: ShellCommand): Called {
  const at = pythons.includes(tool) ? args.findIndex(({ text }) => text === '-m') : -1;
  const module = at < 0 ? undefined : args[at + 1];
  return module ? { name: module, tool: module.text, args: args.slice(at + 2) } : { name, tool, args };
}
