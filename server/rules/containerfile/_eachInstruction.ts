import { Readers } from '../../core/readers.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** Instructions with flags. */
export const withFlags = '--';
/** Instructions with here-documents. */
export const withHeredocs = '<<';
/** Instructions with something like `${NAME}`. */
export const withSubstitutions = '${';

const readers = new Readers<Instruction, Instruction>({
  keyOf: ({ origin }) => origin,
  textAt: outer => outer.at(0),
  topicsOf: alone => topicsOf(alone.inner ?? alone),
});

function topicsOf(instruction: Instruction): string[] {
  const topics = [instruction.keyword];
  if (instruction.flags.length > 0) topics.push(withFlags);
  if (instruction.heredocs.length > 0) topics.push(withHeredocs);
  if (instruction.source.includes(withSubstitutions)) topics.push(withSubstitutions);
  return topics;
}

/** What was found in an instruction, and where that instruction starts: the finding's spans count from there. */
interface InstructionFact<Fact> {
  readonly fact: Fact;
  readonly outer: Instruction;
}

/**
 * What `read` finds in the instructions by themselves, each moved to the start of its own text (`source`); inside an
 * ONBUILD, `outer` is that. Read once for equal texts: a keystroke costs what it changes.
 * @param read always the same function: what it has found is remembered by it
 * @param topics keywords, or what else stands in the instructions that are meant, also inside ONBUILD; all without
 */
export function eachInstruction<Fact>(
  file: Containerfile,
  read: (instruction: Instruction, outer: Instruction) => Iterable<Fact>,
  topics?: readonly string[],
): InstructionFact<Fact>[] {
  const look = (alone: Instruction) => read(alone.inner ?? alone, alone);
  return readers
    .read(file.instructions, read, look, topics)
    .flatMap(({ place: outer, facts }) => facts.map(fact => ({ fact, outer })));
}
