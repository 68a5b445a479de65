import { countBefore } from '../../core/sorted.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** The instructions of a list that start before an offset. */
export const countStartedBefore = (instructions: readonly Instruction[], offset: number): number =>
  countBefore(instructions, offset, ({ start }) => start);

/** The last one that starts at or before an offset, which may lie behind its end. */
export const instructionAt = (instructions: readonly Instruction[], offset: number): Instruction | undefined =>
  instructions[countStartedBefore(instructions, offset + 1) - 1];
