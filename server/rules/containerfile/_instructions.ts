import { remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** Judges an instruction by itself: its spans count in its `source`. */
export type JudgeInstruction<Key extends string> = (instruction: Instruction) => Iterable<Report<Key>>;

const judged = new WeakMap<object, WeakMap<object, readonly Report[]>>();

/**
 * Judges instructions by nothing but their own text. A judgement is made once for the same text and moved to where it
 * stands: a keystroke costs what it changes.
 * @param judge always the same function: what it has judged is remembered by it
 */
export function* judgeInstructions<Key extends string>(
  instructions: readonly Instruction[],
  judge: JudgeInstruction<Key>,
): Generator<Report<Key>> {
  const known = remember(judged, judge, () => new WeakMap<object, readonly Report[]>());
  for (const instruction of instructions) {
    // What a judge has reported has that judge's keys.
    const reports = remember(known, instruction.origin, () => [...judge(instruction.at(0))]) as readonly Report<Key>[];
    for (const report of reports) yield shiftReport(report, instruction.start);
  }
}
