import { countBefore } from '../../core/sorted.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** The last instruction that starts at or before an offset: it may end before. */
export const instructionBefore = ({ instructions }: Containerfile, offset: number): Instruction | undefined =>
  instructions[countBefore(instructions, offset + 1, ({ start }) => start) - 1];

/** The line of a place, as people count. */
export function lineOf({ text }: Containerfile, { start }: Span): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
