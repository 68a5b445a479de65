import type { Edit } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import type { ShellAssignment, ShellCommand } from '../../parse/shell/model.ts';
import { deleteCommand, deleteFirst, deleteWord } from './_edits.ts';
import type { Run } from './_shell.ts';
import { valueByDefault } from './_variables.ts';

/** The values with which a variable makes programs less careful; undefined for one that does not. */
type InsecureValues = (name: string) => RegExp | undefined;

/** `NAME=value` of ENV or ARG. */
interface InsecurePair {
  readonly at: Span;
  readonly pair: Pair;
  readonly instruction: Instruction;
  readonly outer: Instruction;
}

export function* insecurePairs(file: Containerfile, valuesOf: InsecureValues): Generator<InsecurePair> {
  for (const outer of file.instructions) {
    const instruction = outer.inner ?? outer;
    if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
    for (const pair of instruction.pairs) {
      const insecure = pair.valueSpan && valuesOf(pair.name);
      const value = insecure && valueByDefault(file, pair.raw, instruction);
      if (value === undefined || !insecure?.test(value)) continue;
      const end = (pair.valueSpan ?? pair.nameSpan).end;
      yield { at: { start: pair.nameSpan.start, end }, pair, instruction, outer };
    }
  }
}

/** What a command's program, or those that follow, are told so. */
export const insecureAssignments = (command: ShellCommand, valuesOf: InsecureValues): ShellAssignment[] =>
  command.assignments.filter(
    ({ name, value, lasting }) => !value.dynamic && (lasting || command.name) && valuesOf(name)?.test(value.text),
  );

/** Deletes it, and a command that has nothing else. */
export function deleteAssignment(
  { text, instruction, outer }: Run,
  command: ShellCommand,
  { span, lasting }: ShellAssignment,
): Edit | undefined {
  const isAll = lasting ? command.args.length === 1 : command.words.length === 0;
  if (isAll) return deleteCommand(text, instruction, outer, command);
  const [first, second] = command.args;
  const isFirst = lasting && first?.span.start === span.start;
  return isFirst && second ? deleteFirst(text, span, second.span) : deleteWord(text, instruction, span);
}

/** Deletes the option that is at fault from a variable that holds others too: `MAVEN_OPTS`. */
export function deleteFromList(text: string, value: Span, atFault: RegExp | undefined): Edit | undefined {
  const written = text.slice(value.start, value.end);
  const found = atFault?.exec(written);
  if (!found) return undefined;
  const before = written.slice(0, found.index);
  const after = written.slice(found.index + found[0].length);
  if (/^["'\s]*$/.test(before + after)) return undefined;
  const behind = /^\s+/.exec(after)?.[0].length ?? 0;
  const start = value.start + (behind > 0 ? before : before.trimEnd()).length;
  return { span: { start, end: value.end - after.length + behind }, text: '' };
}
