import { countBefore } from '../../core/sorted.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';

/** A path as it is seen from a folder; `''` is the one that no command has left. */
export function joined(folder: string, path: string): string {
  const plain = path.replace(/^(?:\.\/)+/, '');
  // Linux takes no path that is longer.
  if (/^[/~$]/.test(plain) || folder === '' || folder.length > 4096) return plain;
  return `${folder.replace(/\/$/, '')}/${plain}`;
}

/** The folder in which the commands behind this one run: a subshell goes nowhere for the others. */
export const folderAfter = ({ tool, args, within, nesting }: ShellCommand, folder: string): string =>
  tool === 'cd' && !within && !nesting.includes('subshell') ? joined(folder, args[0]?.text ?? '~') : folder;

/** Which folder the commands before a place have gone to. */
export function foldersIn(commands: readonly ShellCommand[]): (at: number) => string {
  const changes: { readonly start: number; readonly folder: string }[] = [];
  let folder = '';
  for (const command of commands) {
    const next = folderAfter(command, folder);
    if (next !== folder) changes.push({ start: command.span.start, folder: next });
    folder = next;
  }
  return at => changes[countBefore(changes, at, ({ start }) => start) - 1]?.folder ?? '';
}
