import { remove, replace } from './repairs.ts';
import type { JsonFault } from './tree.ts';

/*
 * One mark that is wrong makes faults here and there. Where it can be found, it is what a person would repair, and the
 * others are its consequences.
 */

const marks = [...'{}[],:"'];

/** A single mark makes no more than these. */
const mostConsequences = 4;

/** The faults, or instead of those that one mark makes the mark without which, or in whose place another, all is JSON. */
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
  const places = placesNear(text, faults);
  const extra = places.find(at => isJson(replaced(text, at, '')));
  if (extra !== undefined) {
    const span = { start: extra, end: extra + 1 };
    return { code: 'unexpected', span, repair: remove(span, false) };
  }
  for (const at of places.slice(0, 4)) {
    const meant = marks.find(mark => mark !== text[at] && isJson(replaced(text, at, mark)));
    const span = { start: at, end: at + 1 };
    if (meant) return { code: 'wrong-mark', span, repair: replace(span, meant, false) };
  }
  return undefined;
}

const replaced = (text: string, at: number, by: string): string => text.slice(0, at) + by + text.slice(at + 1);

/** The marks where the faults are, and around them. */
function placesNear(text: string, faults: readonly JsonFault[]): number[] {
  const places = faults.slice(0, 2).flatMap(({ span: { start, end } }) => {
    const [last, next] = [before(text, start), behind(text, end)];
    return [start, last, behind(text, start + 1), next, behind(text, next + 1), before(text, last)];
  });
  return [...new Set(places)].filter(at => marks.includes(text[at] ?? ''));
}

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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
