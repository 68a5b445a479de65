import { wholeLines } from '../../core/lines.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { type MappedText, sameText, shiftedText } from '../../parse/shell/mappedText.ts';
import { unixLines } from '../../parse/shell/parseShell.ts';
import { executedFile, type Scripts } from '../../parse/shell/written.ts';
import { absolute, folderAt } from './_landing.ts';
import type { Run } from './_shell.ts';
import { foldersIn } from './_shellFolders.ts';

/** What an instruction has written into a file. */
interface Piece {
  /** The instruction's lines, in which the texts stand. */
  readonly lines: string;
  /** Where those start in the file. */
  readonly start: number;
  readonly texts: readonly MappedText[];
}

/** The scripts that a run finds in the image. */
export interface GivenScripts {
  /** The lines of those who have written them. */
  readonly text: string;
  /** By the paths with which the run calls them; they stand in `text`. */
  readonly scripts: Scripts;
  /** The same one for the same scripts. */
  readonly key: string;
  /** Where in the file stands what `text` has there, or behind it the run, whose lines start at `start`. */
  place(at: Span, start: number): Span;
}

/** Where a shell looks for a program of which only the name is said. */
const searched = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The scripts that a Containerfile writes into its stages by RUN, COPY and ADD, until an instruction runs them. */
export class ScriptFiles {
  readonly #file: Containerfile;
  readonly #told = new Set<Piece>();
  readonly #byStage = new Map<Stage, Map<string, readonly Piece[]>>();
  #stage: Stage | undefined;
  /** By their full paths. */
  #pieces = new Map<string, readonly Piece[]>();

  constructor(file: Containerfile) {
    this.#file = file;
  }

  /** An instruction comes; as a rule it writes nothing. */
  enter(outer: Instruction, stage: Stage | undefined): void {
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#pieces = new Map(stage?.parent && this.#byStage.get(stage.parent));
      if (stage) this.#byStage.set(stage, this.#pieces);
    }
    if ((outer.keyword === 'COPY' || outer.keyword === 'ADD') && outer.source.includes('<<')) this.#addHeredocs(outer);
  }

  #addHeredocs(outer: Instruction): void {
    const { text } = this.#file;
    const destination = outer.words.at(-1)?.text ?? '';
    const { start, end } = wholeLines(text, outer.span);
    for (const { delimiter, body } of outer.heredocs) {
      const path = destination.endsWith('/') ? destination + delimiter : destination;
      const script = sameText(unixLines(text.slice(body.start, body.end)), body.start - start);
      this.#pieces.set(this.#fullPath(path, outer), [{ lines: text.slice(start, end), start, texts: [script] }]);
    }
  }

  /** What a run leaves in files. */
  add(run: Run, outer: Instruction, start: number): void {
    const { left, text: lines } = run;
    if (left.length === 0) return;
    const folderBefore = foldersIn(run.commands);
    for (const { path, texts, appends } of left) {
      const full = this.#fullPath(path.text, outer, folderBefore(path.span.start));
      const known = appends ? (this.#pieces.get(full) ?? []) : [];
      this.#pieces.set(full, [...known, { lines, start, texts }]);
    }
  }

  /** The scripts among them that a run calls. They are its own then: nobody else is told of them. */
  runBy({ commands }: Run, outer: Instruction): GivenScripts | undefined {
    if (this.#pieces.size === 0) return undefined;
    const found = new Map<string, readonly Piece[]>();
    const folderBefore = foldersIn(commands);
    for (const command of commands) {
      const name = executedFile(command);
      for (const path of name ? this.#pathsOf(name, outer, folderBefore(command.span.start)) : []) {
        const pieces = this.#pieces.get(path);
        if (!name || !pieces) continue;
        this.#pieces.delete(path);
        if (pieces.some(piece => this.#told.has(piece))) continue;
        for (const piece of pieces) this.#told.add(piece);
        found.set(name, pieces);
      }
    }
    return found.size > 0 ? given(found) : undefined;
  }

  #pathsOf(name: string, outer: Instruction, folder: string): readonly string[] {
    return name.startsWith('*/') ? searched.map(each => each + name.slice(1)) : [this.#fullPath(name, outer, folder)];
  }

  #fullPath(path: string, outer: Instruction, folder = ''): string {
    const resolved = this.#file.resolve(path, outer) ?? path;
    return absolute(resolved, absolute(folder, folderAt(this.#file, this.#stage, outer)));
  }
}

/** Puts the lines of those who have written something one behind the other. */
function given(found: ReadonlyMap<string, readonly Piece[]>): GivenScripts {
  const parts = new Map<number, { readonly from: number; readonly start: number }>();
  let text = '';
  const partOf = ({ start, lines }: Piece) => {
    const part = parts.get(start) ?? { from: text.length, start };
    if (!parts.has(start)) text += lines;
    parts.set(start, part);
    return part;
  };
  const textsOf = (piece: Piece) => piece.texts.map(each => shiftedText(each, partOf(piece).from));
  const scripts = new Map(Array.from(found, ([name, pieces]) => [name, pieces.flatMap(textsOf)]));
  const names = Array.from(scripts, ([name, texts]) => [name, ...texts.map(each => each.text)]);
  const place = (at: Span, start: number): Span => {
    const part = at.start < text.length ? [...parts.values()].findLast(({ from }) => from <= at.start) : undefined;
    return shift(at, part ? part.start - part.from : start - text.length);
  };
  return { text, scripts, key: JSON.stringify([text, names]), place };
}
