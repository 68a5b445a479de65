import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage } from '../../parse/containerfile/stages.ts';

/** Where a package manager reads its configuration, and what a RUN that sets the option there mentions. */
export interface PackageConfig {
  /** `/etc/apt`: what a file that is copied there says is unknown, so that it may be anything. */
  readonly folder: string;
  readonly option: RegExp;
}

const known = new WeakMap<PackageConfig, WeakMap<Containerfile, readonly Instruction[]>>();

/** Whether the stage may have set an option in a configuration file, up to an instruction and in it. */
export function mayBeConfigured(file: Containerfile, instruction: Instruction, config: PackageConfig): boolean {
  const byFile = remember(known, config, () => new Memory<Containerfile, readonly Instruction[]>());
  const settings = remember(byFile, file, () => settingsIn(file, config));
  if (settings.length === 0) return false;
  const stage = file.stageOf(instruction);
  const stages = new Set(stage && lineage(stage));
  return settings.some(setting => {
    const where = file.stageOf(setting);
    return where && stages.has(where) && (where !== stage || setting.start <= instruction.start);
  });
}

function settingsIn(file: Containerfile, { folder, option }: PackageConfig): Instruction[] {
  if (!file.text.includes(folder)) return [];
  return file.of('COPY', 'ADD', 'RUN').filter(({ keyword, words, source }) => {
    if (!source.includes(folder)) return false;
    if (keyword !== 'RUN') return words.at(-1)?.value.startsWith(folder) === true;
    return option.test(source) || /--mount=\S*\/etc\//.test(source);
  });
}
