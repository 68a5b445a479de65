import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** `from=build` in `RUN --mount=type=bind,from=build`. */
export interface MountOption {
  readonly name: string;
  readonly value: string;
  readonly valueSpan: Span;
}

/** The options of all mounts of an instruction. */
export function mountOptions(instruction: Instruction): MountOption[] {
  return instruction.flags.flatMap(({ name, value, valueSpan }) =>
    name === 'mount' && value !== undefined && valueSpan ? optionsIn(value, valueSpan) : [],
  );
}

function optionsIn(value: string, whole: Span): MountOption[] {
  // Quotes or a continuation within the value: the parts' places are not known, but they lie in it.
  const exact = whole.end - whole.start === value.length;
  return [...value.matchAll(/([^,=]+)=([^,]*)/g)].map(match => {
    const [option, name = '', given = ''] = match;
    const end = whole.start + match.index + option.length;
    return { name: name.trim(), value: given, valueSpan: exact ? { start: end - given.length, end } : whole };
  });
}
