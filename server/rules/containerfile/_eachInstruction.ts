import { remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

const known = new WeakMap<object, WeakMap<object, readonly unknown[]>>();

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
  const byOrigin = remember(known, read, () => new WeakMap<object, readonly unknown[]>());
  for (const outer of file.instructions) {
    if (keywords && !keywords.includes((outer.inner ?? outer).keyword)) continue;
    const facts = remember(byOrigin, outer.origin, () => {
      const alone = outer.at(0);
      return [...read(alone.inner ?? alone, alone)];
    });
    // What a reader has found is of that reader's type.
    for (const fact of facts as readonly Fact[]) yield { fact, outer };
  }
}
