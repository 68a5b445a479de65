import type { Span } from './span.ts';
import type { Message } from './text.ts';

/** Replace `span` by `text`; an empty span inserts, an empty text deletes. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A repair as data. Its edits do not overlap. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly Edit[];
  /** The meaning of the file is kept: may join fix-all. Everything else is suggested, and a person chooses. */
  readonly safe: boolean;
}

const overlap = (a: Edit, b: Edit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end
    ? true
    : a.span.start < b.span.end && b.span.start < a.span.end;

/**
 * The edits of as many fixes as go together, first come, first served: a fix that touches what an earlier one
 * changes is left for the next run, whole. An edit that an earlier fix makes just so is made once.
 */
export function combineFixes(fixes: Iterable<Fix>): Edit[] {
  const edits: Edit[] = [];
  for (const fix of fixes) {
    const wanted = fix.edits.filter(edit => !edits.some(other => isSame(edit, other)));
    if (wanted.some(edit => edits.some(other => overlap(edit, other)))) continue;
    edits.push(...wanted);
  }
  return edits;
}

const isSame = (a: Edit, b: Edit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.text === b.text;

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const edit of inOrder) {
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
