import { wholeLines } from '../../core/lines.ts';
import { baseName } from '../../core/path.ts';
import { Readers } from '../../core/readers.ts';
import { Memory, Remembered, remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { moveReport } from '../../core/shiftReport.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { shellPragmas } from '../../parse/containerfile/shellPragmas.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import type { Environment } from '../../parse/shell/held.ts';
import { shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { readExec, readShell, type ShellReading, type Surroundings } from '../../parse/shell/parseShell.ts';
import type { LeftFile } from '../../parse/shell/written.ts';
import { isWindows } from '../../podman/images.ts';
import { environmentOf, environmentText } from './_environment.ts';
import { type GivenScripts, ScriptFiles } from './_scriptFiles.ts';

/** An instruction that runs commands, by itself: its spans count in `text`. */
export interface Run {
  /**
   * The instruction's lines, from the start of the first to behind the line break of the last; in front of them those
   * of the instructions that have written the scripts which it runs.
   */
  readonly text: string;
  /** The one behind ONBUILD, if there is one. */
  readonly instruction: Instruction;
  /** The one that stands in the file. */
  readonly outer: Instruction;
  /** However deep they are written in it. */
  readonly commands: readonly ShellCommand[];
  /**
   * The names of the programs that they run, without folders, also of those that run others (`sudo`), `NAME=` of the
   * variables that they set, and `|` where one is piped into another.
   */
  readonly tools: ReadonlySet<string>;
  /** What it writes into files and does not run itself. */
  readonly left: readonly LeftFile[];
  /** How often its commands set which variables. */
  readonly timesSet: ReadonlyMap<string, number>;
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
export function judgeRuns<Key extends string>(
  file: Containerfile,
  keywords: readonly string[],
  tools: readonly string[] | typeof anyTool,
  judge: JudgeRun<Key>,
  isGiven?: (outer: Instruction) => boolean,
): Report<Key>[] {
  const depends = isGiven !== undefined;
  const found = eachRun(file, keywords, tools, run => verdictsOn(run, judge, depends), judge);
  return found.flatMap(({ fact, placed: { outer, place } }) =>
    (isGiven?.(outer) ? fact.given : fact.otherwise).map(report => inPlace(report, outer, place)),
  );
}

/** A repair of a script that another instruction writes changes a file of the image: that is not for us to decide. */
function inPlace<Key extends string>(report: Report<Key>, outer: Instruction, place: PlacedRun['place']): Report<Key> {
  const moved = moveReport(report, place);
  const isItsOwn = moved.at.start >= outer.span.start && moved.at.start < outer.span.end;
  return isItsOwn ? moved : { ...moved, fixes: moved.fixes?.map(fix => ({ ...fix, safe: false })) };
}

/** What was found in a run, and where that one stands. */
export interface RunFact<Fact> {
  readonly fact: Fact;
  readonly placed: PlacedRun;
}

/**
 * What `read` finds in the runs by themselves, in their order. Read once for the same lines: a keystroke costs what it
 * changes.
 * @param tools only runs that run one of these are read
 * @param reader always the same one: what was found is remembered by it
 */
export function eachRun<Fact>(
  file: Containerfile,
  keywords: readonly string[],
  tools: readonly string[] | typeof anyTool,
  read: (run: Run) => Iterable<Fact>,
  reader: object = read,
): RunFact<Fact>[] {
  const look = (run: Run): Iterable<Fact> => (keywords.includes(run.instruction.keyword) ? read(run) : []);
  return readers
    .read(allRuns(file), reader, look, tools)
    .flatMap(({ place: placed, facts }) => facts.map(fact => ({ fact, placed })));
}

const readers = new Readers<PlacedRun, Run>({
  keyOf: ({ run }) => run,
  textAt: ({ run }) => run,
  topicsOf: ({ tools }) => tools,
});

/** The instructions that run commands, in order, for what depends on several of them. */
export const runsOf = (file: Containerfile, keywords: readonly string[]): readonly PlacedRun[] =>
  allRuns(file).filter(({ run }) => keywords.includes(run.instruction.keyword));

/** A run in its place. */
export interface PlacedRun {
  readonly run: Run;
  /** The instruction in the file. */
  readonly outer: Instruction;
  /** Of its lines. */
  readonly start: number;
  /** Where in the file stands what the run's text has there. */
  readonly place: (at: Span) => Span;
}

const known = new Memory<Containerfile, readonly PlacedRun[]>();
const allRuns = (file: Containerfile): readonly PlacedRun[] => remember(known, file, () => runsIn(file));

function runsIn(file: Containerfile): PlacedRun[] {
  const runs: PlacedRun[] = [];
  const readable = new Map<Stage | undefined, boolean>();
  const scripts = new ScriptFiles(file);
  let stage: Stage | undefined;
  let isReadable = true;
  const pragmas = shellPragmas(file);
  let said = 0;
  for (const outer of file.instructions) {
    for (; (pragmas[said]?.span.start ?? outer.start) < outer.start; said++)
      isReadable = isUnixShell(pragmas[said]?.words ?? []);
    if (outer.keyword === 'FROM') {
      readable.set(stage, isReadable);
      stage = file.stageOf(outer);
      // A stage keeps the shell of the stage it is built on.
      isReadable = (stage?.parent && readable.get(stage.parent)) ?? !isWindows(stage?.base?.text ?? '');
    } else if (outer.keyword === 'SHELL') isReadable = isUnixShell(outer.words.map(({ value }) => value));
    scripts.enter(outer, stage);
    const instruction = outer.inner ?? outer;
    if (!atBuildAndRun.includes(instruction.keyword) || !(isReadable || instruction.json)) continue;
    const lines = wholeLines(file.text, outer.span);
    const run = runOn(file.text, lines, outer, environmentOf(file, outer));
    const given = scripts.runBy(run, outer);
    const { start } = lines;
    if (given) runs.push({ run: run.with(given), outer, start, place: at => given.place(at, start) });
    else runs.push({ run, outer, start, place: at => shift(at, start) });
    if (outer.keyword === 'RUN') scripts.add(run, outer, start);
  }
  return runs;
}

/** What a judge says of a run, by what is given around it. */
interface Verdict<Key extends string> {
  readonly given: readonly Report<Key>[];
  readonly otherwise: readonly Report<Key>[];
}

/** Most judges have nothing to say, whatever is given. */
function verdictsOn<Key extends string>(run: Run, judge: JudgeRun<Key>, depends: boolean): Verdict<Key>[] {
  const otherwise = [...judge(run, false)];
  const given = depends ? [...judge(run, true)] : otherwise;
  return given.length + otherwise.length === 0 ? [] : [{ given, otherwise }];
}

/** By the instruction's text, and by what stands around it on its lines and in its variables. */
const runsByText = new Memory<object, Map<string, RunByItself>>();

/** The same one for the same lines, so that judgements can be remembered by it. */
function runOn(text: string, lines: Span, outer: Instruction, environment: Environment): RunByItself {
  const known = remember(runsByText, outer.origin, () => new Map<string, RunByItself>());
  const around = aroundIn(text, lines, outer) + environmentText(environment);
  let run = known.get(around);
  if (!run) {
    run = new RunByItself(text.slice(lines.start, lines.end), outer.at(outer.start - lines.start), { environment });
    known.set(around, run);
  }
  return run;
}

/** What stands beside an instruction on its lines: as a rule nothing. */
function aroundIn(text: string, lines: Span, { start, span }: Instruction): string {
  const isAlone = start === lines.start && span.end === lines.end - 1 && text[span.end] === '\n';
  return isAlone ? '' : `${text.slice(lines.start, start)}|${text.slice(span.end, lines.end)}`;
}

/** More are not kept of one run: while a script is typed, each keystroke makes a new one of what runs it. */
const mostScripts = 20;

class RunByItself extends Remembered implements Run {
  readonly text: string;
  readonly outer: Instruction;
  readonly #around: Surroundings;
  readonly #withScripts = new Map<string, RunByItself>();
  #reading: ShellReading | undefined;
  #tools: ReadonlySet<string> | undefined;
  #left: readonly LeftFile[] | undefined;
  #timesSet: ReadonlyMap<string, number> | undefined;

  constructor(text: string, outer: Instruction, around: Surroundings) {
    super();
    this.text = text;
    this.outer = outer;
    this.#around = around;
  }

  /** The same one for the same scripts. */
  with({ text, key, scripts }: GivenScripts): RunByItself {
    const known = this.#withScripts.get(key);
    if (known) return known;
    const outer = this.outer.at(this.outer.start + text.length);
    const run = new RunByItself(text + this.text, outer, { ...this.#around, scripts });
    if (this.#withScripts.size >= mostScripts) this.#withScripts.clear();
    this.#withScripts.set(key, run);
    return run;
  }

  get instruction(): Instruction {
    return this.outer.inner ?? this.outer;
  }

  get commands(): readonly ShellCommand[] {
    return this.#read().commands;
  }

  get left(): readonly LeftFile[] {
    this.#left ??= this.#read().left();
    return this.#left;
  }

  get timesSet(): ReadonlyMap<string, number> {
    this.#timesSet ??= this.#read().timesSet();
    return this.#timesSet;
  }

  #read(): ShellReading {
    this.#reading ??= readCommands(this.instruction, this.text, this.#around);
    return this.#reading;
  }

  get tools(): ReadonlySet<string> {
    this.#tools ??= new Set(this.commands.flatMap(toolsOf));
    return this.#tools;
  }
}

const toolsOf = ({ tool, wrappers, assignments, pipesTo }: ShellCommand): string[] => [
  tool,
  ...wrappers.map(({ name }) => name),
  ...assignments.map(({ name }) => `${name}=`),
  ...(pipesTo.length > 0 ? ['|'] : []),
];

const readCommands = ({ json, shellText }: Instruction, text: string, around: Surroundings): ShellReading =>
  shellText && !json ? readShell(shellText.text, shellText.start, around) : readExec(json ?? [], text, around);

const isUnixShell = (words: readonly string[]): boolean => words.some(word => shells.has(baseName(word)));
