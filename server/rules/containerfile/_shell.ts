import { remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { movedCommands } from '../../parse/shell/moved.ts';
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

/** Says of an instruction's commands whether a rule wants to see them. Asked once for each text, wherever it stands. */
export type Interest = (commands: readonly ShellCommand[]) => boolean;

/**
 * The instructions that run commands, in order; those for another shell than a Unix one are left out, and those in
 * which nothing is of interest: a keystroke costs what it changed.
 */
export function* runCommands(
  file: Containerfile,
  keywords: readonly string[],
  interest: Interest,
): Generator<RunCommands> {
  const readable = new Map<Stage | undefined, boolean>();
  for (const outer of file.instructions) {
    const stage = file.stageOf(outer);
    if (outer.keyword === 'SHELL') readable.set(stage, isUnixShell(outer));
    const instruction = outer.inner ?? outer;
    if (!keywords.includes(instruction.keyword) || !isInteresting(instruction, interest)) continue;
    if (instruction.json === undefined && !readsUnixShell(stage, readable)) continue;
    yield { instruction, outer, stage, commands: commandsOf(instruction) };
  }
}

const interesting = new WeakMap<Interest, WeakMap<object, boolean>>();

function isInteresting(instruction: Instruction, interest: Interest): boolean {
  const answers = remember(interesting, interest, () => new WeakMap<object, boolean>());
  return remember(answers, instruction.origin, () => {
    const commands = commandsByText(instruction);
    return commands.length > 0 && interest(commands);
  });
}

const byPlace = new WeakMap<Instruction, readonly ShellCommand[]>();

const commandsOf = (instruction: Instruction): readonly ShellCommand[] =>
  remember(byPlace, instruction, () => movedCommands(commandsByText(instruction), instruction.start));

const byText = new WeakMap<object, readonly ShellCommand[]>();

/** Their spans count from the start of the instruction. */
const commandsByText = (instruction: Instruction): readonly ShellCommand[] =>
  remember(byText, instruction.origin, () => parseCommands(instruction.atStart()));

function parseCommands({ json, shellText, source }: Instruction): readonly ShellCommand[] {
  if (json) {
    return parseExec(
      json.map(({ value, span }) => ({ text: value, span })),
      source,
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
