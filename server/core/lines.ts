import { countBefore } from './sorted.ts';
import type { Span } from './span.ts';

/** A place for people and editors: both counted from 0, `character` in UTF-16 units. */
interface Position {
  readonly line: number;
  readonly character: number;
}

/** Answers where an offset is. LSP's TextDocument has this shape too. */
export interface LineMap {
  positionAt(offset: number): Position;
}

const LF = 10;
const CR = 13;

/** Offsets at which lines start; LF, CRLF and CR end a line, as the Language Server Protocol counts them. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
  }
  return starts;
}

/** The index of the last start that is not behind `offset`. */
export const lineAt = (starts: readonly number[], offset: number): number =>
  countBefore(starts, offset + 1, start => start) - 1;

export function lineMap(text: string): LineMap {
  const starts = lineStarts(text);
  return {
    positionAt(offset) {
      const line = lineAt(starts, offset);
      return { line, character: offset - (starts[line] ?? 0) };
    },
  };
}

/** The lines that a span stands on, with the last one's line break. */
export function wholeLines(text: string, { start, end }: Span): Span {
  const feed = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: feed < 0 ? text.length : feed + 1 };
}

/** The line ending that the text uses, judged by its first one. */
export const lineEnding = (text: string): string => /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
