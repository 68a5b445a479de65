/** A document of a YAML stream: its text, and where that starts in the stream. */
interface DocumentText {
  readonly start: number;
  readonly text: string;
}

/**
 * Cuts a stream into documents. `---` and `...` at the start of a line end a document wherever they stand, also inside
 * quotes and block scalars: that is YAML's own rule, so looking at lines is exact. What stands before the first `---`
 * (comments, directives) belongs to the document that follows.
 */
export function cutDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let begun = false;
  const close = (end: number) => {
    if (end > start) documents.push({ start, text: text.slice(start, end) });
    start = end;
    begun = false;
  };
  for (let line = start; line < text.length; ) {
    const next = text.indexOf('\n', line) + 1 || text.length;
    if (isMarker(text, line, '---')) {
      if (begun) close(line);
      begun = true;
    } else if (isMarker(text, line, '...')) close(next);
    else begun ||= !isPreamble(text, line, next);
    line = next;
  }
  close(text.length);
  return documents;
}

function isMarker(text: string, at: number, marker: string): boolean {
  if (!text.startsWith(marker, at)) return false;
  const behind = text[at + marker.length];
  return behind === undefined || behind === ' ' || behind === '\t' || behind === '\n' || behind === '\r';
}

/** A blank line, a comment or a directive. */
function isPreamble(text: string, from: number, to: number): boolean {
  if (text[from] === '%') return true;
  for (let i = from; i < to; i++) {
    const character = text[i];
    if (character === '#') return true;
    if (character !== ' ' && character !== '\t' && character !== '\r' && character !== '\n') return false;
  }
  return true;
}
