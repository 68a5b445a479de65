import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** How many instructions of a list start before an offset. */
export function countBefore(instructions: readonly Instruction[], offset: number): number {
  let [from, to] = [0, instructions.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((instructions[middle]?.start ?? offset) < offset) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The one that an offset lies in. */
export const instructionAt = (instructions: readonly Instruction[], offset: number): Instruction | undefined =>
  instructions[countBefore(instructions, offset + 1) - 1];
