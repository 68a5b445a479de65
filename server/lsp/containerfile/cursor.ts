import { contains, type Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { type LogicalLine, readLogicalLine, sourceOffset } from '../../parse/containerfile/logicalLine.ts';
import { instructionAt } from '../../rules/containerfile/_places.ts';

/** Where somebody types. */
export interface Cursor {
  readonly file: Containerfile;
  readonly offset: number;
  /** `between`: on a line of its own, where an instruction may begin. */
  readonly place: 'comment' | 'heredoc' | 'instruction' | 'between';
  /** What stands before the cursor: from the `#`, the start of the instruction, of the heredoc's or of the own line. */
  readonly before: string;
  /** The instruction around the cursor. */
  readonly instruction: Instruction | undefined;
  /** The place of the last so many characters before the cursor, and of the word that goes on behind it. */
  wordOf(length: number, rest: RegExp): Span | undefined;
}

export function cursorAt(file: Containerfile, offset: number): Cursor {
  const { text } = file;
  const comment = file.comments.find(({ start, end }) => start < offset && offset <= end);
  if (comment) return plain(file, offset, 'comment', comment.start, undefined);
  const instruction = instructionAt(file.instructions, offset);
  const body = instruction?.heredocs.find(({ body }) => contains(body, offset))?.body;
  if (body) return plain(file, offset, 'heredoc', body.start, instruction);
  const line = instruction && readLogicalLine(text, instruction.start, file.escape);
  const at = line && logicalOffset(line, offset);
  if (!line || at === undefined) {
    const isTerminator = instruction !== undefined && offset <= instruction.span.end;
    if (isTerminator) return plain(file, offset, 'heredoc', offset, undefined);
    return plain(file, offset, 'between', text.lastIndexOf('\n', offset - 1) + 1, undefined);
  }
  const isOnNewLine =
    line.gaps.some(gap => gap.start < offset && offset <= gap.end) && /\s$/.test(text.slice(0, offset));
  const before = line.text.slice(0, at) + (isOnNewLine ? ' ' : '');
  return {
    ...{ file, offset, place: 'instruction', before, instruction },
    wordOf: (length, rest) => {
      if (length === 0) return withRest(text, offset, offset, rest);
      const start = sourceOffset(line, at - length);
      return text.slice(start, offset).includes('\n') ? undefined : withRest(text, start, offset, rest);
    },
  };
}

const plain = (
  file: Containerfile,
  offset: number,
  place: Cursor['place'],
  start: number,
  instruction: Instruction | undefined,
): Cursor => ({
  ...{ file, offset, place, instruction },
  before: file.text.slice(start, offset),
  wordOf: (length, rest) => withRest(file.text, offset - length, offset, rest),
});

const withRest = (text: string, start: number, offset: number, rest: RegExp): Span => ({
  start,
  end: offset + (rest.exec(/.*/.exec(text.slice(offset, offset + 500))?.[0] ?? '')?.[0].length ?? 0),
});

/** The place in the line's text of an offset of the file; undefined if it lies behind the line. */
function logicalOffset(line: LogicalLine, offset: number): number | undefined {
  const { pieces, gaps, text } = line;
  // A continuation at the end of the file goes on where the cursor is.
  const end = Math.max(line.end, gaps.at(-1)?.end ?? 0);
  const index = pieces.findLastIndex(({ start }) => start <= offset);
  const piece = pieces[index];
  if (!piece || offset > end) return undefined;
  return Math.min(piece.at + offset - piece.start, pieces[index + 1]?.at ?? text.length);
}
