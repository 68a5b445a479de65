import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { valueByDefault } from './_variables.ts';

/** An argument of EXPOSE. */
export interface ExposeArgument {
  readonly instruction: Instruction;
  readonly word: Word;
  /** With its variables resolved: a variable can hold several. */
  readonly values: readonly string[];
  /** The file says it in so many words: a fix may change a part of it. */
  readonly literal: boolean;
}

const known = new Memory<Containerfile, readonly ExposeArgument[]>();

/** The arguments of EXPOSE, as far as they are known. */
export const exposeArguments = (file: Containerfile): readonly ExposeArgument[] =>
  remember(known, file, () => [...argumentsIn(file)]);

function* argumentsIn(file: Containerfile): Generator<ExposeArgument> {
  for (const instruction of file.of('EXPOSE')) {
    for (const word of instruction.words) {
      // What was meant as a comment is another fault, once for all of its words.
      if (word.text.startsWith('#')) break;
      const value = valueByDefault(file, word.text, instruction);
      if (value === undefined) continue;
      const literal = value === word.text && word.span.end - word.span.start === value.length;
      yield { instruction, word, values: value.split(/\s+/).filter(part => part !== ''), literal };
    }
  }
}
