import type { Edit } from '../core/fix.ts';
import { byPlace } from '../core/span.ts';

/** A stretch of the original text, or new text. */
type Piece = { readonly start: number; readonly end: number } | string;

const lengthOf = (piece: Piece): number => (typeof piece === 'string' ? piece.length : piece.end - piece.start);

/** Adds up rounds of edits, each made on the text that the round before left, to edits of the original text. */
export class PatchedText {
  readonly #originalLength: number;
  #pieces: Piece[];

  constructor(originalLength: number) {
    this.#originalLength = originalLength;
    this.#pieces = [{ start: 0, end: originalLength }];
  }

  /** The edits must not overlap. */
  apply(edits: readonly Edit[]): void {
    const inOrder = [...edits].sort(byPlace);
    const rest = new Pieces(this.#pieces);
    const result: Piece[] = [];
    let at = 0;
    for (const { span, text } of inOrder) {
      result.push(...rest.take(span.start - at), text);
      rest.take(span.end - span.start);
      at = span.end;
    }
    result.push(...rest.take(Number.POSITIVE_INFINITY));
    this.#pieces = result;
  }

  edits(): Edit[] {
    const edits: Edit[] = [];
    let at = 0;
    let text = '';
    for (const piece of [...this.#pieces, { start: this.#originalLength, end: this.#originalLength }]) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      if (piece.start > at || text !== '') edits.push({ span: { start: at, end: piece.start }, text });
      at = piece.end;
      text = '';
    }
    return edits;
  }
}

/** Hands out pieces from the front, cut where it must be. */
class Pieces {
  readonly #pieces: readonly Piece[];
  #next = 0;
  #used = 0;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  take(length: number): Piece[] {
    const taken: Piece[] = [];
    let missing = length;
    for (let piece = this.#pieces[this.#next]; piece !== undefined && missing > 0; piece = this.#pieces[this.#next]) {
      const end = Math.min(lengthOf(piece), this.#used + missing);
      if (end > this.#used) taken.push(cut(piece, this.#used, end));
      missing -= end - this.#used;
      this.#used = end;
      if (end === lengthOf(piece)) {
        this.#next++;
        this.#used = 0;
      }
    }
    return taken;
  }
}

const cut = (piece: Piece, from: number, to: number): Piece =>
  typeof piece === 'string' ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to };
