import { addTo, grouped } from '../../core/grouped.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { checkTools } from '../../podman/downloads.ts';
import { atBuild, eachRun, type PlacedRun, type Run, type RunFact, runsOf } from './_shell.ts';
import { type Download, downloadOf, downloadTools, invocationOf, isCheck, isCheckOf } from './_shellDownloads.ts';
import { folderAfter, joined } from './_shellFolders.ts';

/** What a RUN downloads into a file. */
export interface Fetched extends PlacedRun {
  readonly download: Download;
  /** Where it goes, as far as it is known: relative to the RUN's directory unless it starts with a slash. */
  readonly path: string;
  /** Its checksum or signature is checked there or later in the stage. */
  readonly checked: boolean;
}

/** A program or script that a RUN runs by its path. */
interface Execution {
  /** Of the command among those of its RUN. */
  readonly order: number;
  readonly command: ShellCommand;
  readonly path: string;
  readonly word: ShellWord;
}

const known = new Memory<Containerfile, readonly Fetched[]>();

/** What the RUNs of a file download into files. */
export const fetchedIn = (file: Containerfile): readonly Fetched[] => remember(known, file, () => readFetched(file));

function readFetched(file: Containerfile): Fetched[] {
  const fetched: Fetched[] = [];
  for (const { fact, placed } of eachRun(file, atBuild, downloadTools, fetchesOf)) {
    const { download, path, checkedHere } = fact;
    const checked = checkedHere || isCheckedBehind(file, placed.outer, path);
    fetched.push({ ...placed, download, path, checked });
  }
  return fetched;
}

const fetchesOf = (run: Run) => factsOf(run).fetched;

/** What one RUN downloads: the one whose lines start there. */
export const fetchedAt = (file: Containerfile, start: number): readonly Fetched[] =>
  remember(byStart, file, () => grouped(fetchedIn(file), fetched => fetched.start)).get(start) ?? [];

const byStart = new Memory<Containerfile, ReadonlyMap<number, readonly Fetched[]>>();

/** Whether a file that an instruction brings is checked later in its stage. */
export const isCheckedBehind = (file: Containerfile, outer: Instruction, path: string): boolean =>
  (checksIn(file).get(file.stageOf(outer)) ?? []).some(
    ({ fact, placed }) => placed.start > outer.span.start && isCheckOf(fact, path, false),
  );

const checks = new Memory<Containerfile, ReadonlyMap<Stage | undefined, readonly RunFact<ShellCommand>[]>>();

const checksIn = (file: Containerfile) =>
  remember(checks, file, () =>
    grouped(eachRun(file, atBuild, checkTools, checksOf), ({ placed }) => file.stageOf(placed.outer)),
  );

const checksOf = (run: Run) => factsOf(run).checks;

/** The later RUNs of the stage that run a fetched file. */
export function executionsOf(file: Containerfile, { outer, path, start }: Fetched): (PlacedRun & Execution)[] {
  const { directories, executions } = remember(places, file, () => readPlaces(file));
  const place = placeIn(file, outer, joined(directories.get(outer) ?? '', path));
  return (executions.get(place) ?? []).filter(execution => execution.start > start);
}

interface Places {
  /** The WORKDIR that holds for an instruction, as far as it is known. */
  readonly directories: ReadonlyMap<Instruction, string>;
  /** What is run, by the stage and the path. */
  readonly executions: ReadonlyMap<string, readonly (PlacedRun & Execution)[]>;
}

const places = new Memory<Containerfile, Places>();

function readPlaces(file: Containerfile): Places {
  const directories = directoriesIn(file);
  const executions = new Map<string, (PlacedRun & Execution)[]>();
  for (const placed of runsOf(file, atBuild)) {
    for (const execution of factsOf(placed.run).executed) {
      const path = joined(directories.get(placed.outer) ?? '', execution.path);
      addTo(executions, placeIn(file, placed.outer, path), { ...placed, ...execution, path });
    }
  }
  return { directories, executions };
}

function directoriesIn(file: Containerfile): Map<Instruction, string> {
  const directories = new Map<Instruction, string>();
  let directory = '';
  for (const instruction of file.instructions) {
    if (instruction.keyword === 'FROM') directory = '';
    const [folder] = instruction.keyword === 'WORKDIR' ? instruction.words : [];
    if (folder) directory = joined(directory, file.resolve(folder, instruction) ?? folder.value);
    directories.set(instruction, directory);
  }
  return directories;
}

const placeIn = (file: Containerfile, outer: Instruction, path: string): string =>
  `${file.stageOf(outer)?.index} ${path}`;

interface FetchedHere {
  /** Of the command among those of the RUN. */
  readonly order: number;
  readonly download: Download;
  readonly path: string;
  /** The same RUN checks it. */
  readonly checkedHere: boolean;
}

interface RunFacts {
  readonly fetched: readonly FetchedHere[];
  readonly checks: readonly ShellCommand[];
  readonly executed: readonly Execution[];
  readonly fetchedBy: ReadonlyMap<ShellCommand, FetchedHere>;
  /** What is run, by its path. */
  readonly executedAt: ReadonlyMap<string, readonly Execution[]>;
}

const facts = new Memory<Run, RunFacts>();

export const factsOf = (run: Run): RunFacts => remember(facts, run, () => readFacts(run.commands));

function readFacts(commands: readonly ShellCommand[]): RunFacts {
  const fetched: FetchedHere[] = [];
  const checks = commands.filter(isCheck);
  const executed: Execution[] = [];
  let directory = '';
  for (const [order, command] of commands.entries()) {
    const download = downloadOf(command);
    const file = download && (download.prints ? teed(download.command) : download.file);
    if (download && file !== undefined) {
      const path = joined(directory, file);
      fetched.push({ order, download, path, checkedHere: checks.some(check => isCheckOf(check, path, true)) });
    }
    for (const word of executedWords(command)) {
      executed.push({ order, command, word, path: joined(directory, word.text) });
    }
    directory = folderAfter(command, directory);
  }
  const fetchedBy = new Map(fetched.map(each => [each.download.command, each]));
  return { fetched, executed, checks, fetchedBy, executedAt: grouped(executed, ({ path }) => path) };
}

/** `curl … | sudo tee FILE` */
const teed = ({ pipesTo }: ShellCommand): string | undefined =>
  pipesTo.find(({ tool }) => tool === 'tee')?.args.find(({ text }) => !text.startsWith('-'))?.text;

/** A program by its path, and what an interpreter is given. */
function executedWords(command: ShellCommand): ShellWord[] {
  const { name } = command;
  const file = invocationOf(command)?.file;
  return [...(name?.text.includes('/') ? [name] : []), ...(file ? [file] : [])];
}
