import type { Edit } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import type { PackageCache } from '../../podman/packageCaches.ts';
import { atBuild, eachRun, type Run } from './_shell.ts';

const isTemporary = /^(?:cache|tmpfs)$/;
const isTarget = /^(?:target|dst|destination)$/;

/** Where a RUN mounts something that does not become a part of the image. */
export const mountedPaths = ({ flags }: Instruction): string[] =>
  flags.flatMap(({ name, options }) => {
    const isMount =
      name === 'mount' && options.some(option => option.name === 'type' && isTemporary.test(option.value ?? ''));
    return isMount ? options.flatMap(option => (isTarget.test(option.name) ? (option.value ?? []) : [])) : [];
  });

/** Whether what is kept lies at this path, above or below. */
export function coversCache({ paths }: PackageCache, path: string): boolean {
  const place = path.replace(/\/+(?:\*+\/?)*$/, '');
  return paths.some(cache => {
    if (place.endsWith(cache) || place.includes(`${cache}/`)) return true;
    if (cache.startsWith('/')) return place !== '' && cache.startsWith(`${place}/`);
    // Below a home directory, whosever it is.
    return place.endsWith(`/${cache.slice(0, cache.indexOf('/'))}`);
  });
}

const moving = new WeakMap<readonly ShellCommand[], readonly ShellCommand[]>();

/** The paths that a command deletes, seen from the folder that an earlier `cd` went to. */
export function deletedPaths(command: ShellCommand, commands: readonly ShellCommand[]): string[] {
  const finds = command.tool === 'find' && command.args.some(({ text }) => text === '-delete' || text === 'rm');
  if (command.tool !== 'rm' && !finds) return [];
  const moves = remember(moving, commands, () => commands.filter(({ tool }) => tool === 'cd'));
  const folder = moves[countBefore(moves, command.span.start, ({ span }) => span.start) - 1]?.args[0]?.text;
  return command.args
    .filter(({ text }) => !text.startsWith('-'))
    .flatMap(({ text }) => alternatives(text))
    .map(path => (folder === undefined || /^[/~$]/.test(path) ? path : `${folder.replace(/\/$/, '')}/${path}`));
}

/** `/var/{lib,cache}/apt` is two paths. */
function alternatives(path: string): string[] {
  const [, before = '', choices, after = ''] = /^([^{]*)(?<!\$)\{([^{}]*)\}(.*)$/.exec(path) ?? [];
  return choices === undefined ? [path] : choices.split(',').map(choice => before + choice + after);
}

/** Whether apt-get keeps what it fetches, because `docker-clean` was deleted; undefined if it does so nowhere. */
export function keepsArchives(file: Containerfile): ((outer: Instruction) => boolean) | undefined {
  const first = new Map<Stage | undefined, number>();
  for (const { placed } of eachRun(file, atBuild, ['rm'], deletionsOfSetting)) {
    const stage = file.stageOf(placed.outer);
    if (!first.has(stage)) first.set(stage, placed.outer.start);
  }
  if (first.size === 0) return undefined;
  const known = new Map<Stage, number>();
  return outer => {
    const stage = file.stageOf(outer);
    const startIn = (each: Stage, below = Number.POSITIVE_INFINITY) => Math.min(below, first.get(each) ?? below);
    return stage !== undefined && handedOn(known, stage, startIn) <= outer.start;
  };
}

const deletionsOfSetting = ({ commands }: Run): readonly true[] => {
  const paths = commands.flatMap(command => deletedPaths(command, commands));
  return paths.some(path => /\/apt\.conf\.d\/(?:docker-clean|\*)$/.test(path)) ? [true] : [];
};

/** Runs one more command if this one succeeds, in the layout of the RUN; nothing where no place for it is certain. */
export function runBehind(run: Run, command: ShellCommand, next: string): Edit | undefined {
  const { within, nesting, pipesTo, redirections, captured, wrappers, span } = command;
  const isListed = !within || within.how === 'document' || within.how === 'script';
  if (run.instruction.json || !isListed || captured || nesting.includes('background')) return undefined;
  if (pipesTo.length + redirections.length + wrappers.length > 0) return undefined;
  return {
    span: { start: span.end, end: span.end },
    text: (within ? ' && ' : remember(joints, run, () => joint(run.text))) + next,
  };
}

const joints = new Memory<Run, string>();

/** How a RUN joins the commands of its list. */
function joint(text: string): string {
  const before = /[\\`]\r?\n[ \t]*&&[ \t]*/.exec(text)?.[0];
  const behind = /[ \t]*&&[ \t]*[\\`]\r?\n[ \t]*/.exec(text)?.[0];
  return before ? ` ${before}` : (behind ?? ' && ');
}
