import { shift } from '../../core/span.ts';
import type { ShellCommand } from './model.ts';

/**
 * The commands as they would be `by` further on. What is one and the same stays so: a word that is a command's name
 * and the place of another command, the commands of a pipe.
 */
export function movedCommands(commands: readonly ShellCommand[], by: number): readonly ShellCommand[] {
  if (by === 0) return commands;
  const copies = new Map<object, object>();
  return commands.map(command => moved(command, by, copies));
}

/** Commands refer to each other in circles, so a copy is known before it is complete. */
function moved<T>(part: T, by: number, copies: Map<object, object>): T {
  if (typeof part !== 'object' || part === null) return part;
  const known = copies.get(part);
  if (known) return known as T;
  if ('start' in part && 'end' in part) return shift(part as T & { start: number; end: number }, by) as T;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(part) ? [] : {};
  copies.set(part, copy);
  for (const [key, value] of Object.entries(part)) Object.assign(copy, { [key]: moved(value, by, copies) });
  return copy as T;
}
