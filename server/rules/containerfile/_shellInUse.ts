import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { shellPragmas } from '../../parse/containerfile/shellPragmas.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { type BaseShells, shellsOf } from '../../podman/baseShells.ts';
import { countStartedBefore } from './_places.ts';

/** The SHELL that counts for an instruction: an earlier one of its stage, or of those it is built on. */
export function shellInUse(file: Containerfile, instruction: Instruction): Instruction | undefined {
  if (file.of('SHELL').length === 0) return undefined;
  const stage = file.stageOf(instruction);
  if (!stage) return undefined;
  const own = shellsIn(stage);
  const nearest = own[countStartedBefore(own, instruction.start) - 1];
  return nearest ?? (stage.parent && lastShell(stage.parent)) ?? undefined;
}

/** The words of the shell that runs an instruction, as far as SHELL or a comment for hadolint says it. */
export function shellWords(file: Containerfile, instruction: Instruction): readonly string[] | undefined {
  const shell = shellInUse(file, instruction);
  const from = Math.max(shell?.start ?? 0, file.stageOf(instruction)?.from.start ?? 0);
  const said = shellPragmas(file).findLast(({ span }) => from < span.start && span.start < instruction.start);
  return said?.words ?? shell?.words.map(({ value }) => value);
}

const shells = new Memory<Stage, readonly Instruction[]>();

const shellsIn = (stage: Stage): readonly Instruction[] =>
  remember(shells, stage, () => stage.instructions.filter(({ keyword }) => keyword === 'SHELL'));

const lastShells = new Memory<Stage, Instruction | null>();

const lastShell = (stage: Stage): Instruction | null =>
  handedOn<Instruction | null>(lastShells, stage, (each, below) => shellsIn(each).at(-1) ?? below ?? null);

const known = new Memory<Stage, { readonly shells: BaseShells | undefined }>();

/** What the image brings along that a stage is built on in the end. */
export const baseShells = (file: Containerfile, stage: Stage): BaseShells | undefined =>
  remember(known, stage, () => ({ shells: findShells(file, stage) })).shells;

function findShells(file: Containerfile, stage: Stage): BaseShells | undefined {
  const { base, from } = stage.root;
  const reference = parseImageReference((base && file.resolve(base, from)) ?? '');
  return reference && shellsOf(reference.name, reference.tag);
}
