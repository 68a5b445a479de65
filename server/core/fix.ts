import { countWhile } from './sorted.ts';
import { byPlace, type Span } from './span.ts';
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
  /** Other files that it makes or changes. Such a fix is never safe: nobody looks at all of them. */
  readonly others?: readonly OtherFile[] | undefined;
}

/** A file beside the judged one that a fix makes or changes. */
export interface OtherFile {
  /** As the workspace was asked for it. */
  readonly path: string;
  /** Its text when the fix was made; null: there was no such file. It is left alone if this has changed. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * The edits of as many fixes as go together, first come, first served: a fix that touches what an earlier one
 * changes is left for the next run, whole. An edit that an earlier fix makes just so is made once.
 */
export function combineFixes(fixes: Iterable<Fix>): Edit[] {
  const made = new Map<string, Edit>();
  const inOrder: Edit[] = [];
  for (const fix of fixes) {
    const wanted = fix.edits.filter(edit => made.get(placeOf(edit))?.text !== edit.text);
    if (wanted.some(edit => made.has(placeOf(edit)) || overlapsOne(inOrder, edit))) continue;
    for (const edit of wanted) {
      made.set(placeOf(edit), edit);
      const at = countWhile(inOrder, other => isBefore(other, edit));
      inOrder.splice(at, 0, edit);
    }
  }
  return [...made.values()];
}

const placeOf = ({ span }: Edit): string => `${span.start} ${span.end}`;

const isBefore = (a: Edit, b: Edit): boolean => a.span.start < b.span.start || a.span.end < b.span.end;

/** Of edits that do not overlap, in the order of their places. Their ends are in order too, so a look at one will do. */
function overlapsOne(edits: readonly Edit[], edit: Edit): boolean {
  const next = edits[countWhile(edits, other => other.span.end <= edit.span.start)];
  return next !== undefined && next.span.start < edit.span.end;
}

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort(byPlace);
  let result = '';
  let at = 0;
  for (const edit of inOrder) {
    result += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
