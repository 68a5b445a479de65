import { remember } from '../../core/remember.ts';
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

const known = new WeakMap<Stage, { readonly shells: BaseShells | undefined }>();

/** What the image brings along that a stage is built on in the end. */
export const baseShells = (file: Containerfile, stage: Stage): BaseShells | undefined =>
  remember(known, stage, () => ({ shells: findShells(file, stage) })).shells;

function findShells(file: Containerfile, stage: Stage): BaseShells | undefined {
  const { base, from } = [...lineage(stage)].at(-1) ?? stage;
  const reference = parseImageReference((base && file.resolve(base, from)) ?? '');
  return reference && shellsOf(reference.name, reference.tag);
}
