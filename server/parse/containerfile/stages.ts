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
  /** The earlier stage that `base` names. Podman compares names by case; the later of two wins. */
  readonly parent?: Stage | undefined;
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
    const stage: Stage = {
      index,
      from,
      instructions: own,
      base,
      name: as && /^as$/i.test(as.value) ? name : undefined,
      parent: base && named.get(resolve(base.text) ?? base.value),
      span,
    };
    stages.push(stage);
    if (stage.name) named.set(stage.name.value, stage);
  });
  return stages;
}

/** The stage itself and those it is built on, up to the one that is built on an image. */
export function* lineage(stage: Stage): Generator<Stage> {
  for (let at: Stage | undefined = stage; at; at = at.parent) yield at;
}
