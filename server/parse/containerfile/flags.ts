import { optionPlaces } from './ast.ts';
import { type LogicalLine, sourceSpan } from './logicalLine.ts';
import type { Flag, FlagOption } from './model.ts';
import { quotedWords, type Stretch, unquote } from './words.ts';

/** Words that start with `--`, up to the first that does not; a `--` alone ends them. */
export function readFlags(line: LogicalLine, from: number): { flags: Flag[]; end: number } {
  const flags: Flag[] = [];
  let end = from;
  for (const stretch of quotedWords(line.text, from, '\\')) {
    if (!line.text.startsWith('--', stretch.start)) break;
    end = stretch.end;
    if (stretch.end - stretch.start === 2) break;
    flags.push(flagAt(line, stretch));
  }
  return { flags, end };
}

function flagAt(line: LogicalLine, { start, end }: Stretch): Flag {
  const text = line.text.slice(start, end);
  const span = sourceSpan(line, start, end);
  const equals = text.indexOf('=');
  const nameEnd = equals < 0 ? text.length : equals;
  const name = text.slice(2, nameEnd);
  const nameSpan = sourceSpan(line, start + 2, start + nameEnd);
  if (equals < 0) return { name, nameSpan, span, options: [] };
  const value = unquote(text.slice(equals + 1));
  const valueSpan = sourceSpan(line, start + equals + 1, end);
  return { name, nameSpan, value, valueSpan, span, options: optionsOf(line, { start, end }, value) };
}

function optionsOf(line: LogicalLine, { start, end }: Stretch, value: string): FlagOption[] {
  const text = line.text.slice(start, end);
  const plain = text.slice(0, text.indexOf('=') + 1) + value;
  // Where quotes or escapes went away an option has no place of its own.
  const place = (at: Stretch) =>
    plain === text ? sourceSpan(line, start + at.start, start + at.end) : sourceSpan(line, start, end);
  return optionPlaces(plain).map(option => {
    const name = plain.slice(option.name.start, option.name.end);
    const given = option.value && { value: plain.slice(option.value.start, option.value.end) };
    return { name, nameSpan: place(option.name), ...given, valueSpan: option.value && place(option.value) };
  });
}
