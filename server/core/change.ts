import type { Edit } from './fix.ts';
import type { Span } from './span.ts';

/** What became of a text: between what stayed at its start and what stayed at its end, another stretch stands. */
export interface Change {
  readonly start: number;
  /** Where what stayed at the end begins, in the new text. */
  readonly end: number;
  /** How far that has moved. */
  readonly by: number;
}

export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  const start = longest(shorter, (from, to) => after.startsWith(before.slice(from, to), from));
  const kept = longest(shorter - start, (from, to) =>
    after.endsWith(before.slice(before.length - to, before.length - from), after.length - from),
  );
  return { start, end: after.length - kept, by: after.length - before.length };
}

/** Where what stands outside of a change stands behind it. */
export function carried({ start, end }: Span, change: Change): Span {
  const behind = change.end - change.by;
  if (start >= behind) return change.by === 0 ? { start, end } : { start: start + change.by, end: end + change.by };
  return end <= change.start ? { start, end } : { start, end: end + change.by };
}

/** The edit that makes the one text of the other. */
export function editBetween(before: string, after: string): Edit {
  const { start, end, by } = changeBetween(before, after);
  return { span: { start, end: end - by }, text: after.slice(start, end) };
}

/** The most that is the same; halves are compared at once, which costs next to nothing. */
function longest(most: number, isSame: (from: number, to: number) => boolean): number {
  let [known, open] = [0, most];
  while (known < open) {
    const middle = (known + open + 1) >> 1;
    if (isSame(known, middle)) known = middle;
    else open = middle - 1;
  }
  return known;
}
