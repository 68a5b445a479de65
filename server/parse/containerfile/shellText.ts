import type { Span } from '../../core/span.ts';
import type { ShellText } from './model.ts';

/** A slice of the source as the shell reads it; see ShellText. `gaps` are the line's continuations. */
export function maskedLine(source: string, { start, end }: Span, gaps: readonly Span[]): string {
  let result = '';
  let at = start;
  for (const gap of gaps) {
    if (gap.end <= start) continue;
    if (gap.start >= end) break;
    const from = Math.max(gap.start, start);
    const to = Math.min(gap.end, end);
    result += source.slice(at, from) + maskedGap(source, from, to);
    at = to;
  }
  return withoutCarriageReturns(result + source.slice(at, end));
}

/** One continuation, and blanks for all that Podman drops behind it. */
function maskedGap(source: string, from: number, to: number): string {
  const feed = source.indexOf('\n', from);
  if (feed < 0 || feed >= to) return ' '.repeat(to - from);
  return `${' '.repeat(feed - from - 1)}\\\n${' '.repeat(to - feed - 1)}`;
}

export function maskedBody(source: string, body: Span): ShellText {
  return { text: withoutCarriageReturns(source.slice(body.start, body.end)), start: body.start };
}

/** The same length; the backslash that continues a line stays its last character. */
const withoutCarriageReturns = (text: string): string =>
  text.includes('\r') ? text.replace(/\\\r\n/g, ' \\\n').replace(/\r(?=\n)/g, ' ') : text;
