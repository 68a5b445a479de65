import type { Escape } from './logicalLine.ts';
import { quotedWords, type Stretch } from './words.ts';

/** The places of a `NAME=value` in a logical line. */
interface PairPlaces {
  readonly name: Stretch;
  readonly value?: Stretch | undefined;
}

/** The pairs of ENV, ARG and LABEL behind `from`, split as Podman does: at the first `=` of each word, quoted or not. */
export function pairPlaces(text: string, from: number, keyword: string, escapedBy: Escape): PairPlaces[] {
  const words = [...quotedWords(text, from, escapedBy)];
  const [first, second] = words;
  if (!first) return [];
  // `ENV NAME all the rest`
  if (keyword !== 'ARG' && second && !text.slice(first.start, first.end).includes('='))
    return [{ name: first, value: { start: second.start, end: text.trimEnd().length } }];
  return words.map(({ start, end }) => {
    const equals = text.indexOf('=', start);
    if (equals < 0 || equals >= end) return { name: { start, end } };
    return { name: { start, end: equals }, value: { start: equals + 1, end } };
  });
}
