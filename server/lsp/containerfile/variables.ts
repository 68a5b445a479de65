import { Memory, remember } from '../../core/remember.ts';
import { type Span, shift, touches } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Piece } from '../../parse/containerfile/piece.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { type VariablePlace, variablePlaces } from '../../parse/containerfile/variablePlaces.ts';
import { atBuildAndRun, runsOf } from '../../rules/containerfile/_shell.ts';

/** A place that says a variable's name. */
export interface VariableUse extends VariablePlace {
  readonly instruction: Instruction;
  /** Undefined before the first FROM, and in a FROM: only what is declared there counts. */
  readonly stage: Stage | undefined;
  /** Which variable it is: equal for places that have to keep the same name. Undefined if nothing in the file sets it. */
  readonly variable: string | undefined;
}

const known = new Memory<Containerfile, readonly VariableUse[]>();

/** Every place that names a variable, in order. */
export const variableUses = (file: Containerfile): readonly VariableUse[] =>
  remember(known, file, () => findUses(file));

/** From the start of the instruction; for every instruction with the same text. */
const byPiece = new WeakMap<Piece, readonly VariablePlace[]>();

function placesIn(file: Containerfile, instruction: Instruction): VariablePlace[] {
  const { origin, start } = instruction;
  const places = remember(byPiece, origin, () =>
    variablePlaces(instruction, file.text, file.escape).map(place => ({ ...place, span: shift(place.span, -start) })),
  );
  return places.map(place => ({ ...place, span: shift(place.span, start) }));
}

function findUses(file: Containerfile): VariableUse[] {
  const scopes = new Scopes();
  const runs = readCommands(file);
  const uses: VariableUse[] = [];
  for (const outer of file.instructions) {
    for (const instruction of outer.inner ? [outer, outer.inner] : [outer]) {
      const stage = instruction.keyword === 'FROM' ? undefined : file.stageOf(instruction);
      const places = placesIn(file, instruction).filter(({ how }) => !isInShell(how) || runs.has(instruction));
      const set = instruction === outer ? places.filter(({ how }) => how === 'declared') : [];
      for (const place of places) {
        const isSet = set.includes(place) || scopes.isSet(place, stage);
        uses.push({ ...place, instruction, stage, variable: isSet ? place.name : undefined });
      }
      // An instruction does not see what it sets itself.
      for (const { name } of set) scopes.set(name, stage, instruction.keyword === 'ENV');
    }
  }
  return uses.map(use =>
    use.variable === undefined ? use : { ...use, variable: scopes.variable(use.name, use.stage) },
  );
}

const readCommands = (file: Containerfile): ReadonlySet<Instruction> =>
  new Set(Array.from(runsOf(file, atBuildAndRun), ({ outer }) => outer.inner ?? outer));

/** The commands for a shell that is not read, such as PowerShell, which may name variables in a way of their own. */
export function unreadCommands(file: Containerfile): Instruction[] {
  const read = readCommands(file);
  return file.withTriggers.filter(each => each.shellText && !each.json && !read.has(each));
}

const isInShell = (how: VariablePlace['how']): boolean => how === 'read' || how === 'set' || how === 'run';

/** Which stages have which variables, and which of these are one and the same. */
class Scopes {
  /** By name; the stages that set it, and undefined for what stands before the first FROM. */
  readonly #settings = new Map<string, Map<Stage | undefined, { hasArg: boolean; hasEnv: boolean }>>();
  /** Worked out once everything is set. */
  readonly #redeclared = new Map<string, ReadonlySet<Stage>>();

  set(name: string, stage: Stage | undefined, isEnv: boolean): void {
    const stages = this.#settings.get(name) ?? new Map<Stage | undefined, { hasArg: boolean; hasEnv: boolean }>();
    const before = stages.get(stage) ?? { hasArg: false, hasEnv: false };
    stages.set(stage, isEnv ? { ...before, hasEnv: true } : { ...before, hasArg: true });
    this.#settings.set(name, stages);
  }

  /** Whether it has been set by now, for a place in a stage. */
  isSet({ name, how }: VariablePlace, stage: Stage | undefined): boolean {
    const stages = this.#settings.get(name);
    if (!stages) return false;
    if (!stage) return stages.has(undefined);
    for (const each of lineage(stage)) if (how === 'run' ? stages.get(each)?.hasEnv : stages.has(each)) return true;
    return false;
  }

  /** A stage shares its variables with the one it is built on, and an ARG with the one of its name before the first FROM. */
  variable(name: string, stage: Stage | undefined): string {
    const owner = stage && this.#owner(name, stage);
    return !owner || this.#reachedByGlobal(name).has(owner) ? name : `${owner.index} ${name}`;
  }

  /** The first of the stages it is built on that sets the variable. */
  #owner(name: string, stage: Stage): Stage | undefined {
    const stages = this.#settings.get(name);
    return [...lineage(stage)].findLast(each => stages?.has(each));
  }

  /** The owners of variables that some ARG declares again. */
  #reachedByGlobal(name: string): ReadonlySet<Stage> {
    const known = this.#redeclared.get(name);
    if (known) return known;
    const owners = new Set<Stage>();
    const stages = this.#settings.get(name);
    for (const [stage, { hasArg }] of stages?.has(undefined) ? stages : []) {
      const owner = stage && hasArg ? this.#owner(name, stage) : undefined;
      if (owner) owners.add(owner);
    }
    this.#redeclared.set(name, owners);
    return owners;
  }
}

/** The use whose name touches an offset. */
export const useAt = (file: Containerfile, offset: number): VariableUse | undefined =>
  variableUses(file).find(({ span }) => touches(span, offset));

/** Where a variable gets the value that it has at a place. */
export function definitionsFor(file: Containerfile, { name, how, instruction, span, stage }: VariableUse): Span[] {
  if (how === 'declared') {
    const isBare = instruction.pairs.some(
      ({ nameSpan, value }) => nameSpan.start === span.start && value === undefined,
    );
    return [span, ...(isBare && stage && instruction.keyword === 'ARG' ? globalDefinition(file, name) : [])];
  }
  const counting = how === 'run' ? lastEnv(file, name, stage) : file.assignment(name, instruction);
  if (!counting) return [];
  const isBare = counting.pair.value === undefined && file.stageOf(counting.instruction) !== undefined;
  return [...(isBare ? globalDefinition(file, name) : []), counting.pair.nameSpan];
}

function globalDefinition(file: Containerfile, name: string): Span[] {
  const pair = file.globalArguments.flatMap(({ pairs }) => pairs).findLast(pair => pair.name === name);
  return pair ? [pair.nameSpan] : [];
}

/** A container sees every ENV, also one behind its CMD. */
export function lastEnv(file: Containerfile, name: string, stage: Stage | undefined) {
  const uses = variableUses(file).filter(use => use.how === 'declared' && use.name === name);
  const stages = stage ? [...lineage(stage)] : [];
  const last = stages
    .map(each => uses.findLast(use => use.stage === each && use.instruction.keyword === 'ENV'))
    .find(use => use !== undefined);
  const pair = last?.instruction.pairs.find(({ nameSpan }) => nameSpan.start === last.span.start);
  return last && pair ? { instruction: last.instruction, pair } : undefined;
}
