import { Memory, rememberForBoth } from '../../core/remember.ts';
import type { Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';

/** The stages that become images: the last one, and those that the settings name as targets. */
export function builtStages(file: Containerfile, { targets }: Settings): readonly Stage[] {
  return file.stages.filter(stage => stage === file.finalStage || targets.includes(stage.name?.value ?? ''));
}

const shipped = new Memory<Settings, Memory<Containerfile, ReadonlySet<Stage>>>();

/** Those and the stages they are built on: what these say is in an image. From the others, only files are copied. */
export const shippedStages = (file: Containerfile, settings: Settings): ReadonlySet<Stage> =>
  rememberForBoth(
    shipped,
    settings,
    file,
    () => new Set(builtStages(file, settings).flatMap(stage => [...lineage(stage)])),
  );

/**
 * Whether what an instruction does is in an image: it stands in one of those stages, or waits for a build on this one
 * elsewhere, since no stage here is built on it.
 */
export function isShipped(file: Containerfile, settings: Settings, instruction: Instruction): boolean {
  const stage = file.stageOf(instruction);
  if (stage === undefined || shippedStages(file, settings).has(stage)) return true;
  return instruction.keyword === 'ONBUILD' && !file.stages.some(({ parent }) => parent === stage);
}

/** What findings on the user of a stage's image belong to. */
export const subjectOf = ({ index }: Stage): string => `stage ${index}`;
