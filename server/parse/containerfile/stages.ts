import { Remembered } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from './instruction.ts';
import type { Word } from './model.ts';

/** A FROM and what follows it. */
export interface Stage {
  readonly index: number;
  /** Its FROM. */
  readonly from: Instruction;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
  /** What it is built on; missing in a half-typed FROM. */
  readonly base?: Word | undefined;
  /** Behind AS, as it is written. */
  readonly name?: Word | undefined;
  /**
   * The earlier stage that `base` names. Podman compares names by case; the later of two wins; a stage without a name
   * is called by its number.
   */
  readonly parent?: Stage | undefined;
  /** The one at the end of that chain, which is built on an image: often the stage itself. */
  readonly root: Stage;
  /** From the FROM to the end of the last instruction. */
  readonly span: Span;
}

/** What stands before the first FROM belongs to no stage. `resolve` knows the variables that a FROM sees. */
export function readStages(
  instructions: readonly Instruction[],
  resolve: (text: string) => string | undefined,
): Stage[] {
  const stages: Stage[] = [];
  const named = new Map<string, Stage>();
  const starts = instructions.flatMap(({ keyword }, i) => (keyword === 'FROM' ? [i] : []));
  starts.forEach((start, index) => {
    const from = instructions[start];
    if (!from) return;
    const own = instructions.slice(start + 1, starts[index + 1]);
    const [base, as, name] = from.words;
    const span = { start: from.span.start, end: (own.at(-1) ?? from).span.end };
    const parent = base && named.get(resolve(base.text) ?? base.value);
    const ownName = as && /^as$/i.test(as.value) ? name : undefined;
    const stage = new FoundStage({ index, from, instructions: own, base, name: ownName, parent, span });
    stages.push(stage);
    named.set(stage.name?.value ?? String(index), stage);
  });
  return stages;
}

class FoundStage extends Remembered implements Stage {
  readonly index: number;
  readonly from: Instruction;
  readonly instructions: readonly Instruction[];
  readonly base: Word | undefined;
  readonly name: Word | undefined;
  readonly parent: Stage | undefined;
  readonly root: Stage;
  readonly span: Span;

  constructor({ index, from, instructions, base, name, parent, span }: Omit<Stage, 'root'>) {
    super();
    this.index = index;
    this.from = from;
    this.instructions = instructions;
    this.base = base;
    this.name = name;
    this.parent = parent;
    this.root = parent?.root ?? this;
    this.span = span;
  }
}

/** The stage itself and those it is built on, up to the one that is built on an image. */
export function* lineage(stage: Stage): Generator<Stage> {
  for (let at: Stage | undefined = stage; at; at = at.parent) yield at;
}

/**
 * What a stage hands on to those that are built on it, worked out once for each: `workOut` is told what the stage
 * below it hands on. A chain may be as long as the file.
 */
export function handedOn<Value>(
  known: { get(stage: Stage): Value | undefined; set(stage: Stage, value: Value): unknown },
  stage: Stage,
  workOut: (stage: Stage, below: Value | undefined) => Value,
): Value {
  const open: Stage[] = [];
  let value: Value | undefined;
  for (const each of lineage(stage)) {
    value = known.get(each);
    if (value !== undefined) break;
    open.push(each);
  }
  let result = value as Value;
  for (const each of open.reverse()) {
    result = workOut(each, value);
    known.set(each, result);
    value = result;
  }
  return result;
}
