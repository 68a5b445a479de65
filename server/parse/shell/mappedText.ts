import type { Span } from '../../core/span.ts';

/** A text made from a source by dropping quotes and escapes, which knows where each character comes from. */
export interface MappedText {
  readonly text: string;
  /** Where the character at an index starts and ends in the source. */
  start(index: number): number;
  end(index: number): number;
}

/** A text that is the source itself from `offset` on. No place is behind it, whatever a parser says of half a word. */
export const sameText = (text: string, offset: number): MappedText => ({
  text,
  start: index => offset + Math.min(index, text.length),
  end: index => offset + Math.min(index + 1, text.length),
});

/** A text of which only the place as a whole is known. */
export const placedText = (text: string, at: Span): MappedText => ({ text, start: () => at.start, end: () => at.end });

export const spanIn = (source: MappedText, from: number, to: number): Span => {
  const start = source.start(from);
  return { start, end: to > from ? source.end(to - 1) : start };
};

/** The same text where its source stands further on. */
export const shiftedText = ({ text, start, end }: MappedText, by: number): MappedText => ({
  text,
  start: index => start(index) + by,
  end: index => end(index) + by,
});

/** What stands behind an index. */
export const textBehind = ({ text, start, end }: MappedText, from: number): MappedText => ({
  text: text.slice(from),
  start: index => start(index + from),
  end: index => end(index + from),
});

/** Collects pieces of `source` into a new text. */
export class TextMapper {
  readonly #source: MappedText;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #text = '';

  constructor(source: MappedText) {
    this.#source = source;
  }

  /** Takes the source's characters as they are. */
  copy(from: number, to: number): void {
    for (let at = from; at < to; at++) this.put(this.#source.text[at] ?? '', at, at + 1);
  }

  /** Puts `text` where the source has something else. */
  put(text: string, from: number, to: number): void {
    const { start, end } = spanIn(this.#source, from, to);
    for (const unit of text.split('')) {
      this.#text += unit;
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  done(): MappedText {
    const [starts, ends] = [this.#starts, this.#ends];
    const last = ends.at(-1) ?? this.#source.start(0);
    return { text: this.#text, start: index => starts[index] ?? last, end: index => ends[index] ?? last };
  }
}

/** One text behind the other, with one character between them or none. */
export function joinTexts(texts: readonly MappedText[], between = ' '): MappedText {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [i, part] of texts.entries()) {
    if (i > 0 && between !== '') {
      starts.push(ends.at(-1) ?? part.start(0));
      ends.push(part.start(0));
    }
    for (let at = 0; at < part.text.length; at++) {
      starts.push(part.start(at));
      ends.push(part.end(at));
    }
  }
  const last = ends.at(-1) ?? 0;
  const text = texts.map(part => part.text).join(between);
  return { text, start: index => starts[index] ?? last, end: index => ends[index] ?? last };
}
