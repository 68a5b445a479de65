import { DockerfileParser, type PropertyInstruction } from 'dockerfile-ast';
import type { Escape } from './logicalLine.ts';
import type { Stretch } from './words.ts';

/** The places of a `NAME=value` in a logical line. */
export interface PairPlaces {
  readonly name: Stretch;
  readonly value?: Stretch | undefined;
}

/**
 * Where names and values stand in one logical line of ENV, ARG or LABEL. This is what dockerfile-ast is asked for: it
 * knows the quoting of properties, and given a single line without heredocs none of its faults can show.
 */
export function pairPlaces(line: string, escapedBy: Escape): PairPlaces[] {
  const [directive, row] = escapedBy === '`' ? ['#escape=`\n', 1] : ['', 0];
  try {
    const instruction = DockerfileParser.parse(directive + line).getInstructions()[0];
    if (!instruction || !hasProperties(instruction)) return [];
    return instruction.getProperties().flatMap(property => {
      const name = property.getNameRange();
      const value = property.getValueRange();
      if (name.start.line !== row) return [];
      const places = { name: { start: name.start.character, end: name.end.character } };
      return [value ? { ...places, value: { start: value.start.character, end: value.end.character } } : places];
    });
  } catch {
    return [];
  }
}

const hasProperties = (instruction: object): instruction is PropertyInstruction => 'getProperties' in instruction;
