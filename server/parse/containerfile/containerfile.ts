import { grouped } from '../../core/grouped.ts';
import { Remembered } from '../../core/remember.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Span } from '../../core/span.ts';
import { isPlain } from './expand.ts';
import type { Instruction } from './instruction.ts';
import type { Escape } from './logicalLine.ts';
import type { Directive, Problem, Word } from './model.ts';
import type { Piece } from './piece.ts';
import { handedOn, readStages, type Stage } from './stages.ts';
import { type Assignment, Scope, type Standing } from './variables.ts';

/** What parsing finds out; the rest of a Containerfile follows from it. */
interface Parts {
  readonly text: string;
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  readonly instructions: readonly Instruction[];
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
}

/** A parsed Containerfile. Immutable; what costs is worked out when somebody asks for it. */
export class Containerfile extends Remembered {
  readonly text: string;
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  /** All of them, in order, also unknown ones; those inside an ONBUILD are its `inner`. */
  readonly instructions: readonly Instruction[];
  /** From the `#` to the end of the line, in order; not those in heredocs, which are text. */
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
  #pieces: Map<string, Piece> | undefined;
  #withTriggers: readonly Instruction[] | undefined;
  #byKeyword: Map<string, Instruction[]> | undefined;
  #stages: readonly Stage[] | undefined;
  #globalScope: Scope | undefined;
  #preambleFound: readonly Instruction[] | undefined;
  #globalArguments: readonly Instruction[] | undefined;
  #named: ReadonlyMap<string | undefined, readonly Stage[]> | undefined;
  readonly #scopes = new Map<Stage, Scope>();

  constructor(parts: Parts) {
    super();
    this.text = parts.text;
    this.escape = parts.escape;
    this.directives = parts.directives;
    this.instructions = parts.instructions;
    this.comments = parts.comments;
    this.problems = parts.problems;
  }

  get stages(): readonly Stage[] {
    this.#stages ??= readStages(this.instructions, text => {
      const globals = this.#globals();
      return globals.expand(text) ?? globals.expandByDefault(text, Number.POSITIVE_INFINITY);
    });
    return this.#stages;
  }

  /** The instructions, and behind each ONBUILD the one inside it. */
  get withTriggers(): readonly Instruction[] {
    this.#withTriggers ??= withTriggersOf(this.instructions);
    return this.#withTriggers;
  }

  /** The instructions of these keywords, also those inside an ONBUILD, in order. Costs nothing where there are none. */
  of(...keywords: readonly string[]): readonly Instruction[] {
    const byKeyword = this.#indexed();
    const [only = ''] = keywords;
    if (keywords.length === 1) return byKeyword.get(only) ?? nothing;
    // No keyword has a blank; and several rules ask for the same ones.
    const key = keywords.join(' ');
    let found = byKeyword.get(key);
    if (!found) {
      found = keywords.flatMap(keyword => byKeyword.get(keyword) ?? []).sort((a, b) => a.start - b.start);
      byKeyword.set(key, found);
    }
    return found;
  }

  #indexed(): Map<string, Instruction[]> {
    this.#byKeyword ??= grouped(this.withTriggers, ({ keyword }) => keyword);
    return this.#byKeyword;
  }

  /** What is known of an instruction with this text, for the next version of the file. */
  pieceOf(source: string): Piece | undefined {
    this.#pieces ??= new Map(this.instructions.map(({ source, origin }) => [source, origin]));
    return this.#pieces.get(source);
  }

  /** The stage that becomes the image, unless somebody builds another target. */
  get finalStage(): Stage | undefined {
    return this.stages.at(-1);
  }

  /** The ARGs before the first FROM. */
  get globalArguments(): readonly Instruction[] {
    this.#globalArguments ??= this.#preamble().filter(({ keyword }) => keyword === 'ARG');
    return this.#globalArguments;
  }

  /** The stage an instruction stands in, its FROM included; undefined before the first one. */
  stageOf(instruction: Instruction): Stage | undefined {
    return this.stages[countBefore(this.stages, instruction.start + 1, ({ from }) => from.start) - 1];
  }

  /**
   * The stage that `--from=` of COPY or of a mount names: an earlier one's number, or name. Podman takes a number for
   * the name of the stage in that place, and the later of two that have the same name.
   */
  stageNamed(name: string, before: Stage | undefined): Stage | undefined {
    const end = before?.index ?? this.stages.length;
    const numbered = /^\d+$/.test(name) && Number(name) < end ? this.stages[Number(name)] : undefined;
    if (numbered && !numbered.name) return numbered;
    this.#named ??= grouped(this.stages, stage => stage.name?.value);
    const same = this.#named.get(numbered?.name?.value ?? name) ?? [];
    return same[countBefore(same, end, ({ index }) => index) - 1];
  }

  /**
   * What a word says once its variables are resolved by ARG, ENV and their defaults as `instruction` sees them, and
   * its quotes are gone; undefined if that takes a value which only the build or the base image knows.
   */
  resolve(word: Pick<Word, 'text'> | string, instruction: Instruction): string | undefined {
    const text = typeof word === 'string' ? word : word.text;
    if (isPlain(text)) return text;
    const { scope, before } = this.#view(instruction);
    return scope.expand(text, before);
  }

  /** What a word says if nobody passes a build argument and the base image sets no variable of its own. */
  resolveByDefault({ text }: Pick<Word, 'text'>, instruction: Instruction): string | undefined {
    const { scope, before } = this.#view(instruction);
    return scope.expandByDefault(text, before);
  }

  /** What the file says of a variable, as `instruction` sees it. */
  standingOf(name: string, instruction: Instruction): Standing {
    const { scope, before } = this.#view(instruction);
    return scope.standing(name, before);
  }

  /** The names of the variables that an instruction sees. */
  variablesSeenBy(instruction: Instruction): Iterable<string> {
    const { scope, before } = this.#view(instruction);
    return scope.names(before);
  }

  /** The names of the variables that something in a stage, or in those it is built on, sets or declares. */
  variablesOf(stage: Stage): Iterable<string> {
    return this.#scope(stage).names(Number.POSITIVE_INFINITY);
  }

  #view(instruction: Instruction): { readonly scope: Scope; readonly before: number } {
    if (instruction.keyword === 'FROM') return { scope: this.#globals(), before: Number.POSITIVE_INFINITY };
    const { stage, index } = this.#place(instruction);
    return { scope: this.#scope(stage), before: index };
  }

  /** The ARG or ENV that gives a variable its value as `instruction` sees it; undefined if none in the file does. */
  assignment(name: string, instruction: Instruction): Assignment | undefined {
    const { scope, before } = this.#view(instruction);
    return scope.lookup(name, before);
  }

  #scope(stage: Stage | undefined): Scope {
    if (!stage) return this.#globals();
    return handedOn(this.#scopes, stage, (each, below) => new Scope(each.instructions, each, this.#globals(), below));
  }

  #globals(): Scope {
    this.#globalScope ??= new Scope(this.#preamble());
    return this.#globalScope;
  }

  #preamble(): readonly Instruction[] {
    if (!this.#preambleFound) {
      const first = this.instructions.findIndex(({ keyword }) => keyword === 'FROM');
      this.#preambleFound = first < 0 ? this.instructions : this.instructions.slice(0, first);
    }
    return this.#preambleFound;
  }

  #place(instruction: Instruction): Place {
    const { start } = instruction;
    const stage = this.stageOf(instruction);
    if (stage?.from.start === start) return { stage, index: -1 };
    return { stage, index: countBefore(stage?.instructions ?? this.#preamble(), start, each => each.start) };
  }
}

const nothing: readonly never[] = [];

/** Written as a loop: every keystroke makes it for the whole file. */
function withTriggersOf(instructions: readonly Instruction[]): Instruction[] {
  const all: Instruction[] = [];
  for (const instruction of instructions) {
    all.push(instruction);
    if (instruction.inner) all.push(instruction.inner);
  }
  return all;
}

interface Place {
  /** None before the first FROM. */
  readonly stage: Stage | undefined;
  /** In the stage's instructions, or in those before the first FROM; -1 for a FROM. */
  readonly index: number;
}
