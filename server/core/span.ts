/** A piece of text: UTF-16 offsets, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

export const shift = (at: Span, by: number): Span => (by === 0 ? at : { start: at.start + by, end: at.end + by });

/** Orders what has a place by where it starts, then by where it ends. */
export const byPlace = (a: { readonly span: Span }, b: { readonly span: Span }): number =>
  a.span.start - b.span.start || a.span.end - b.span.end;

export const contains = (outer: Span, offset: number): boolean => outer.start <= offset && offset < outer.end;

/** Also right behind its end, where a cursor may stand. */
export const touches = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
