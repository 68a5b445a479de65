import { Readers } from '../../core/readers.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

const readers = new Readers<Instruction>(({ origin }) => origin);

/** What was found in an instruction, and where that instruction starts: the finding's spans count from there. */
export interface Found<Fact> {
  readonly fact: Fact;
  readonly outer: Instruction;
}

/**
 * What `read` finds in the instructions by themselves, each moved to the start of its own text (`source`); inside an
 * ONBUILD, `outer` is that. Read once for equal texts: a keystroke costs what it changes.
 * @param read always the same function: what it has found is remembered by it
 * @param keywords only these, also inside ONBUILD; all without
 */
export function* eachInstruction<Fact>(
  file: Containerfile,
  read: (instruction: Instruction, outer: Instruction) => Iterable<Fact>,
  keywords?: readonly string[],
): Generator<Found<Fact>> {
  const look = (outer: Instruction): Iterable<Fact> => {
    if (keywords && !keywords.includes((outer.inner ?? outer).keyword)) return [];
    const alone = outer.at(0);
    return read(alone.inner ?? alone, alone);
  };
  for (const { place: outer, facts } of readers.read(file.instructions, read, look)) {
    for (const fact of facts) yield { fact, outer };
  }
}
