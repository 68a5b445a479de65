import { remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { parseExec, parseShell } from '../../parse/shell/parseShell.ts';

/** An instruction that runs commands, by itself: its spans count in `text`. */
export interface Run {
  /** The instruction's lines, from the start of the first to behind the line break of the last. */
  readonly text: string;
  /** The one behind ONBUILD, if there is one. */
  readonly instruction: Instruction;
  /** The one that stands in the file. */
  readonly outer: Instruction;
  /** However deep they are written in it. */
  readonly commands: readonly ShellCommand[];
  /** The names of the programs that they run, without folders, and `NAME=` of the variables that they set. */
  readonly tools: ReadonlySet<string>;
}

/** What runs while the image is built. */
export const atBuild: readonly string[] = ['RUN'];
/** And what runs in its containers. */
export const atBuildAndRun: readonly string[] = ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

/** For a judgement that does not depend on what is run. */
export const anyTool = undefined;

/** Judges the commands of an instruction by its own lines and by what `isGiven` says of their surroundings. */
export type JudgeRun<Key extends string> = (run: Run, isGiven: boolean) => Iterable<Report<Key>>;

/**
 * Judges every instruction that runs commands; those for another shell than a Unix one are left out. A judgement is
 * made once for the same lines in the same surroundings and moved to where they stand: a keystroke costs what it
 * changes.
 * @param tools only instructions that run one of these are judged, and only for those it costs anything
 * @param judge always the same function: what it has judged is remembered by it
 * @param isGiven what the judgement depends on besides the lines, such as whether root runs the commands
 */
export function* judgeRuns<Key extends string>(
  file: Containerfile,
  keywords: readonly string[],
  tools: readonly string[] | typeof anyTool,
  judge: JudgeRun<Key>,
  isGiven: (outer: Instruction) => boolean = () => false,
): Generator<Report<Key>> {
  for (const { run, outer, start } of runsOf(file, keywords, tools)) {
    for (const report of reportsOn(run, judge, isGiven(outer))) yield shiftReport(report, start);
  }
}

/** The instructions that judgeRuns judges, for what depends on several of them. In order, if no tools are named. */
export function* runsOf(
  file: Containerfile,
  keywords: readonly string[],
  tools: readonly string[] | typeof anyTool,
): Generator<PlacedRun> {
  const runs = remember(runsByFile, file, () => new Runs(file));
  for (const placed of tools ? runs.of(tools) : runs.all) {
    if (keywords.includes(placed.run.instruction.keyword)) yield placed;
  }
}

/** A run in its place. */
export interface PlacedRun {
  readonly run: Run;
  /** The instruction in the file. */
  readonly outer: Instruction;
  /** Of its lines. */
  readonly start: number;
}

const runsByFile = new WeakMap<Containerfile, Runs>();

class Runs {
  readonly all: readonly PlacedRun[];
  #byTool: Map<string, PlacedRun[]> | undefined;

  constructor(file: Containerfile) {
    this.all = runsIn(file);
  }

  /** Those that run one of these programs, each once. */
  of(tools: readonly string[]): Iterable<PlacedRun> {
    this.#byTool ??= byTool(this.all);
    const found = tools.flatMap(tool => this.#byTool?.get(tool) ?? []);
    return tools.length > 1 ? new Set(found) : found;
  }
}

function byTool(runs: readonly PlacedRun[]): Map<string, PlacedRun[]> {
  const found = new Map<string, PlacedRun[]>();
  for (const placed of runs) {
    for (const tool of placed.run.tools) {
      const same = found.get(tool);
      if (same) same.push(placed);
      else found.set(tool, [placed]);
    }
  }
  return found;
}

function runsIn(file: Containerfile): PlacedRun[] {
  const readable = new Map<Stage | undefined, boolean>();
  return file.instructions.flatMap(outer => {
    if (outer.keyword === 'SHELL') readable.set(file.stageOf(outer), isUnixShell(outer));
    const { keyword, json } = outer.inner ?? outer;
    if (!atBuildAndRun.includes(keyword)) return [];
    if (!json && !readsUnixShell(file.stageOf(outer), readable)) return [];
    const lines = linesOf(file.text, outer);
    return [{ run: runOn(file.text, lines, outer), outer, start: lines.start }];
  });
}

type Judged = Map<boolean, readonly Report[]>;
const judged = new WeakMap<object, WeakMap<Run, Judged>>();

function reportsOn<Key extends string>(run: Run, judge: JudgeRun<Key>, isGiven: boolean): readonly Report<Key>[] {
  const byRun = remember(judged, judge, () => new WeakMap<Run, Judged>());
  const known = remember(byRun, run, () => new Map<boolean, readonly Report[]>());
  // What a judge has reported has that judge's keys.
  const reports = (known.get(isGiven) as readonly Report<Key>[] | undefined) ?? [...judge(run, isGiven)];
  known.set(isGiven, reports);
  return reports;
}

/** The lines of an instruction, with the last one's line break. */
function linesOf(text: string, { span }: Instruction): Span {
  const feed = text.indexOf('\n', span.end);
  return { start: text.lastIndexOf('\n', span.start - 1) + 1, end: feed < 0 ? text.length : feed + 1 };
}

/** By the instruction's text, and by what stands around it on its lines. */
const runsByText = new WeakMap<object, Map<string, RunByItself>>();

/** The same one for the same lines, so that judgements can be remembered by it. */
function runOn(text: string, lines: Span, outer: Instruction): RunByItself {
  const known = remember(runsByText, outer.origin, () => new Map<string, RunByItself>());
  const around = `${text.slice(lines.start, outer.start)}|${text.slice(outer.span.end, lines.end)}`;
  const run =
    known.get(around) ?? new RunByItself(text.slice(lines.start, lines.end), outer.at(outer.start - lines.start));
  known.set(around, run);
  return run;
}

class RunByItself implements Run {
  readonly text: string;
  readonly outer: Instruction;
  #commands: readonly ShellCommand[] | undefined;
  #tools: ReadonlySet<string> | undefined;

  constructor(text: string, outer: Instruction) {
    this.text = text;
    this.outer = outer;
  }

  get instruction(): Instruction {
    return this.outer.inner ?? this.outer;
  }

  get commands(): readonly ShellCommand[] {
    this.#commands ??= parseCommands(this.instruction, this.text);
    return this.#commands;
  }

  get tools(): ReadonlySet<string> {
    this.#tools ??= new Set(
      this.commands.flatMap(({ tool, assignments }) => [tool, ...assignments.map(({ name }) => `${name}=`)]),
    );
    return this.#tools;
  }
}

function parseCommands({ json, shellText }: Instruction, text: string): readonly ShellCommand[] {
  if (json) {
    return parseExec(
      json.map(({ value, span }) => ({ text: value, span })),
      text,
    );
  }
  return shellText ? parseShell(shellText.text, shellText.start) : [];
}

/** A stage keeps the shell of the stage it is built on. */
const readsUnixShell = (stage: Stage | undefined, readable: ReadonlyMap<Stage | undefined, boolean>): boolean =>
  readable.get(stage) ?? (stage?.parent ? readsUnixShell(stage.parent, readable) : !isWindows(stage?.base?.text ?? ''));

const isWindows = (image: string): boolean => /^mcr\.microsoft\.com\/windows\b|nanoserver|servercore/i.test(image);

function isUnixShell({ words }: Instruction): boolean {
  const names = words.map(({ value }) => value.slice(value.lastIndexOf('/') + 1));
  return names.some(name => shells.has(name));
}
