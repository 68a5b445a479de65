import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** The last instruction that starts at or before an offset: it may end before. */
export function instructionBefore(file: Containerfile, offset: number): Instruction | undefined {
  const { instructions } = file;
  let [from, to] = [0, instructions.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) from = middle + 1;
    else to = middle;
  }
  return instructions[from - 1];
}

/** The line of a place, as people count. */
export function lineOf({ text }: Containerfile, { start }: Span): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
