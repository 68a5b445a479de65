import type { Span } from '../../core/span.ts';
import { isJson } from './isJson.ts';
import { remove, replace } from './repairs.ts';
import type { JsonFault } from './tree.ts';

/*
 * One mark or word that is wrong makes faults here and there. Where it can be found, it is what a person would repair,
 * and the others are its consequences.
 */

const marks = [...'{}[],:"'];

/** A single mark makes no more than these. */
const mostConsequences = 4;

/** As many characters are read again to find it: in a long text, the likely places alone are tried. */
const mostRead = 400_000;

/** The faults, or instead of those that one mark makes the mark or word without which, or in whose place another, all is JSON. */
export function withoutConsequences(text: string, all: readonly JsonFault[]): readonly JsonFault[] {
  const faults = all.filter(fault => !isBlankToJson(fault));
  const isOne = faults.length === 1 && faults[0]?.code !== 'unexpected';
  if (isOne || faults.length > mostConsequences || faults.every(({ repair }) => repair?.safe)) return all;
  const comments = all.filter(isBlankToJson);
  const mistake = oneMistake(comments.reduce(blanked, text), faults);
  return mistake ? [...comments, mistake].sort((a, b) => a.span.start - b.span.start) : all;
}

const isBlankToJson = ({ code }: JsonFault): boolean => code === 'comment' || code === 'byte-order-mark';

const blanked = (text: string, { span: { start, end } }: JsonFault): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

function oneMistake(text: string, faults: readonly JsonFault[]): JsonFault | undefined {
  let left = mostRead;
  const becomesJson = ({ start, end }: Span, by: string): boolean => {
    left -= text.length;
    return left >= 0 && isJson(text.slice(0, start) + by + text.slice(end));
  };
  const places = placesNear(text, faults);
  const extra = places.find(span => becomesJson(span, ''));
  if (extra) return { code: 'unexpected', span: extra, repair: remove(extra, false) };
  for (const span of places.slice(0, 6)) {
    const meant = marks.find(mark => mark !== text.slice(span.start, span.end) && becomesJson(span, mark));
    if (meant) return { code: 'wrong-mark', span, repair: replace(span, meant, false) };
  }
  return undefined;
}

/** The marks and words where the faults are, and around them. */
function placesNear(text: string, faults: readonly JsonFault[]): Span[] {
  const places = faults.slice(0, 2).flatMap(({ span: { start, end } }) => {
    const [last, next] = [before(text, start), behind(text, end)];
    return [start, last, behind(text, start + 1), next, behind(text, next + 1), before(text, last)];
  });
  const spans = [...new Set(places)].flatMap(at => marksAt(text, at));
  return spans.filter(({ start }, i) => spans.findIndex(other => other.start === start) === i);
}

/** What stands there, and is no text: a mark, or a word and the mark that it may end with. */
function marksAt(text: string, at: number): Span[] {
  if (marks.includes(text[at] ?? '')) return [{ start: at, end: at + 1 }];
  if (!isOfWord(text[at])) return [];
  let [start, end] = [at, at];
  while (isOfWord(text[start - 1]) && at - start < longestWord) start--;
  while (isOfWord(text[end]) && end - at < longestWord) end++;
  return [
    { start, end },
    { start: end - 1, end },
  ];
}

const longestWord = 100;

const isOfWord = (char: string | undefined): boolean => char !== undefined && !isBlank(char) && !marks.includes(char);

/** The first that is no blank, from a place on. */
function behind(text: string, from: number): number {
  let at = from;
  while (isBlank(text[at])) at++;
  return at;
}

/** The last that is no blank in front of a place. */
function before(text: string, place: number): number {
  let at = place - 1;
  while (isBlank(text[at])) at--;
  return at;
}

const isBlank = (char: string | undefined): boolean => char !== undefined && /\s/.test(char);
