import { DockerfileParser, type Instruction, type ModifiableInstruction } from 'dockerfile-ast';
import { remembering } from '../../core/remember.ts';
import type { Stretch } from './words.ts';

/** The places of `from=build` in a flag's value. */
interface OptionPlaces {
  readonly name: Stretch;
  readonly value?: Stretch | undefined;
}

const head = 'RUN ';

/**
 * Where the options of one flag stand: `type` and `bind` in `--mount=type=bind`. This is what dockerfile-ast is asked
 * for: one flag at a time, without blanks, quotes and escapes, of which it makes no mistake.
 */
export const optionPlaces = remembering((flag: string): readonly OptionPlaces[] => {
  if (!/^--[\w-]+=[^\s"'\\]+$/.test(flag)) return [];
  try {
    const instruction = DockerfileParser.parse(head + flag).getInstructions()[0];
    if (!instruction || !hasFlags(instruction)) return [];
    const options = instruction.getFlags().flatMap(each => each.getOptions());
    return options.flatMap(option => {
      const name = option.getNameRange();
      const value = option.getValueRange();
      // An empty option takes its comma for a name.
      if (!/^[\w-]+$/.test(option.getName())) return [];
      return [{ name: stretch(name), value: value ? stretch(value) : undefined }];
    });
  } catch {
    return [];
  }
});

const hasFlags = (instruction: Instruction): instruction is ModifiableInstruction => 'getFlags' in instruction;

const stretch = ({ start, end }: { start: { character: number }; end: { character: number } }): Stretch => ({
  start: start.character - head.length,
  end: end.character - head.length,
});
