import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { parseExec, parseShell } from '../../parse/shell/parseShell.ts';

/** An instruction and the commands that it runs, however deep they are written in it. */
export interface RunCommands {
  /** The one behind ONBUILD, if there is one. */
  readonly instruction: Instruction;
  /** The one in the file. */
  readonly outer: Instruction;
  readonly stage: Stage | undefined;
  readonly commands: readonly ShellCommand[];
}

/** What runs while the image is built. */
export const atBuild: readonly string[] = ['RUN'];
/** And what runs in its containers. */
export const atBuildAndRun: readonly string[] = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

/** The instructions that run commands, in order; those for another shell than a Unix one are left out. */
export function* runCommands(file: Containerfile, keywords: readonly string[] = atBuild): Generator<RunCommands> {
  const readable = new Map<Stage | undefined, boolean>();
  for (const outer of file.instructions) {
    const stage = file.stageOf(outer);
    if (outer.keyword === 'SHELL') readable.set(stage, isUnixShell(outer));
    const instruction = outer.inner ?? outer;
    if (!keywords.includes(instruction.keyword)) continue;
    const isReadable = instruction.json !== undefined || readsUnixShell(stage, readable);
    const commands = isReadable ? commandsOf(file, instruction) : [];
    if (commands.length > 0) yield { instruction, outer, stage, commands };
  }
}

/** Every rule on commands asks for the same ones. */
const known = new WeakMap<Instruction, readonly ShellCommand[]>();

function commandsOf(file: Containerfile, instruction: Instruction): readonly ShellCommand[] {
  let commands = known.get(instruction);
  if (!commands) {
    commands = parseCommands(file, instruction);
    known.set(instruction, commands);
  }
  return commands;
}

function parseCommands(file: Containerfile, { json, shellText }: Instruction): readonly ShellCommand[] {
  if (json) {
    return parseExec(
      json.map(({ value, span }) => ({ text: value, span })),
      file.text,
    );
  }
  return shellText ? parseShell(shellText.text, shellText.start) : [];
}

/** A stage keeps the shell of the stage it is built on. */
const readsUnixShell = (stage: Stage | undefined, readable: ReadonlyMap<Stage | undefined, boolean>): boolean =>
  readable.get(stage) ?? (stage?.parent ? readsUnixShell(stage.parent, readable) : true);

function isUnixShell({ words }: Instruction): boolean {
  const names = words.map(({ value }) => value.slice(value.lastIndexOf('/') + 1));
  return names.some(name => shells.has(name));
}
