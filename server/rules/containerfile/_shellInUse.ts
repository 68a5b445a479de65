import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { type BaseShells, shellsOf } from '../../podman/baseShells.ts';

/** The SHELL that counts for an instruction: an earlier one of its stage, or of those it is built on. */
export function shellInUse(file: Containerfile, instruction: Instruction): Instruction | undefined {
  if (file.of('SHELL').length === 0) return undefined;
  const stage = file.stageOf(instruction);
  if (!stage) return undefined;
  for (const each of lineage(stage)) {
    const end = each === stage ? instruction.start : Number.POSITIVE_INFINITY;
    const shell = each.instructions.findLast(({ keyword, start }) => keyword === 'SHELL' && start < end);
    if (shell) return shell;
  }
  return undefined;
}

/** The instruction of the file that an offset lies in. */
export function instructionAt({ instructions }: Containerfile, offset: number): Instruction | undefined {
  let [from, to] = [0, instructions.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((instructions[middle]?.start ?? 0) <= offset) from = middle + 1;
    else to = middle;
  }
  return instructions[from - 1];
}

/** What the image brings along that a stage is built on in the end. */
export function baseShells(file: Containerfile, stage: Stage): BaseShells | undefined {
  const { base, from } = [...lineage(stage)].at(-1) ?? stage;
  const reference = parseImageReference((base && file.resolve(base, from)) ?? '');
  return reference && shellsOf(reference.name, reference.tag);
}
