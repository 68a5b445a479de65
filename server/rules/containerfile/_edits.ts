import type { Edit } from '../../core/fix.ts';
import { wholeLines } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { optionRemoval, removal, type ShellOption } from '../../parse/shell/options.ts';
import { instructionAt } from './_places.ts';

const deletion = (span: Span): Edit => ({ span, text: '' });

/** Deletes a word of a command; of the exec form with its comma. */
export function deleteWord(text: string, { json }: Instruction, at: Span): Edit {
  const isString = json?.some(({ span }) => span.start === at.start);
  if (!isString) return deletion(removal(text, at));
  const comma = /,\s*$/.exec(text.slice(Math.max(0, at.start - 500), at.start))?.[0];
  return deletion({ start: at.start - (comma?.length ?? 0), end: at.end });
}

/** Deletes an option of a command; nothing if it shares a word that cannot be cut, or a variable holds it. */
export function deleteOption(text: string, instruction: Instruction, option: ShellOption): Edit | undefined {
  if (option.words.some(({ isHeld }) => isHeld)) return undefined;
  if (!option.clustered) return deleteWord(text, instruction, option.at);
  const span = optionRemoval(text, option);
  return span && deletion(span);
}

/** Deletes a whole instruction with its line. */
export const deleteInstruction = (text: string, { span }: Instruction): Edit => deletion(wholeLines(text, span));

/** Deletes an argument of EXPOSE or the like, and an instruction that has nothing else. */
export function deleteArgument(file: Containerfile, instruction: Instruction, at: Span): Edit {
  const [first, second] = instruction.words;
  if (!second) {
    const outer = instructionAt(file.instructions, instruction.start);
    return deleteInstruction(file.text, outer?.inner === instruction ? outer : instruction);
  }
  return first?.span.start === at.start ? deleteFirst(file.text, at, second.span) : deletion(removal(file.text, at));
}

/** Deletes `NAME=value` of ENV or ARG, and an instruction that has nothing else. `outer` may be an ONBUILD. */
export function deletePair(
  text: string,
  { pairs }: Instruction,
  outer: Instruction,
  pair: Instruction['pairs'][number],
): Edit {
  if (pairs.length === 1) return deleteInstruction(text, outer);
  const at = { start: pair.nameSpan.start, end: (pair.valueSpan ?? pair.nameSpan).end };
  const [first, second] = pairs;
  return second && first?.nameSpan.start === at.start
    ? deleteFirst(text, at, second.nameSpan)
    : deletion(removal(text, at));
}

/**
 * Deletes the first word of several. The edit overlaps the one that deletes the `next`: together they could leave an
 * instruction with nothing in it, so that one of them has to wait for the next run.
 */
export function deleteFirst(text: string, at: Span, next: Span): Edit {
  if (!text.slice(at.end, next.start).includes('#')) return deletion({ start: at.start, end: next.start });
  const { start, end } = removal(text, at);
  const behind = next.start + 1;
  return { span: { start, end: behind }, text: text.slice(end, behind) };
}

const gap = String.raw`(?:[ \t]|\\\r?\n)*`;
const joinedBehind = new RegExp(`^${gap}(?:&&|;(?!;))`);
/** Space up to the next word, but not up to a comment, which needs a line of its own. */
const spaceBehind = /^(?:(?:[ \t]|[\\`][ \t]*\r?\n)*(?![ \t\\`#])|[ \t]*)/;

/**
 * Deletes a command from a list of commands with the `&&` that joins it, or the instruction of which it is the only
 * one. Nothing if that would change what the other commands are to each other.
 */
export function deleteCommand(
  text: string,
  instruction: Instruction,
  outer: Instruction,
  command: ShellCommand,
): Edit | undefined {
  const { shellText } = instruction;
  const isPart = command.pipesTo.length > 0 || command.pipedFrom.length > 0 || command.redirections.length > 0;
  if (!shellText || command.within || command.nesting.length > 0 || isPart) return undefined;
  const at = { start: command.span.start - shellText.start, end: command.span.end - shellText.start };
  const before = shellText.text.slice(0, at.start);
  const after = shellText.text.slice(at.end);
  if (!startsList(before)) return undefined;
  const behind = joinedBehind.exec(after)?.[0];
  if (behind) {
    const end = command.span.end + behind.length;
    return deletion({
      start: command.span.start,
      end: end + (spaceBehind.exec(text.slice(end, end + 500))?.[0].length ?? 0),
    });
  }
  if (after.trim() !== '') return undefined;
  if (before.trim() === '') return deleteInstruction(text, outer);
  const start = command.span.start - joinerLength(before);
  const hasComment = /\n[ \t]*#/.test(text.slice(start, command.span.start));
  return start < command.span.start && !hasComment ? deletion({ start, end: command.span.end }) : undefined;
}

/** Where the blanks and continuations start that a text ends with. */
function gapStart(text: string, end: number, isEnough: (at: number) => boolean): number {
  let at = end;
  while (!isEnough(at)) {
    const character = text[at - 1];
    if (character === ' ' || character === '\t') at--;
    else if (text.endsWith('\\\n', at)) at -= 2;
    else if (text.endsWith('\\\r\n', at)) at -= 3;
    else break;
  }
  return at;
}

/** Nothing stands in front of a command in its list, or on its line. */
function startsList(before: string): boolean {
  const isStart = (at: number) =>
    at === 0 || before[at - 1] === ';' || before[at - 1] === '\n' || before.endsWith('&&', at);
  return isStart(gapStart(before, before.length, isStart));
}

/** How long the `&&` is that a text ends with, and the gaps around it. */
function joinerLength(before: string): number {
  const toEnd = () => false;
  const end = gapStart(before, before.length, toEnd);
  const joiner = before.endsWith('&&', end) ? 2 : before[end - 1] === ';' ? 1 : 0;
  return joiner === 0 ? 0 : before.length - gapStart(before, end - joiner, toEnd);
}

/** Writes a word behind another one of a command, as the command is written. */
export function insertBehind({ json }: Instruction, { within }: ShellCommand, at: Span, word: string): Edit {
  const isString = json !== undefined && !within;
  return { span: { start: at.end, end: at.end }, text: isString ? `, "${word}"` : ` ${word}` };
}
