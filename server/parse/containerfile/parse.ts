import type { Comment, Model, Unit } from '../../core/kind.ts';
import { commentsOf } from './comments.ts';
import { Containerfile } from './containerfile.ts';
import { type Cut, cut } from './cut.ts';
import { Instruction } from './instruction.ts';
import { Piece } from './piece.ts';

/** A line of a template engine, which this is not yet a Containerfile before. */
const templateLine = /^[ \t]*\{[{%]/m;

/** One unit: the whole file. Instructions whose text stayed the same are taken over from `previous`. */
export function parseContainerfile(text: string, previous?: Model<Containerfile>): Model<Containerfile> {
  const known = previous?.units[0]?.content;
  if (known?.text === text && previous) return previous;
  const parts = templateLine.test(text) ? nothing : cut(text);
  const reusable = known?.escape === parts.escape ? known.pieces : undefined;
  const pieces = new Map<string, Piece>();
  const instructions = parts.slices.map(({ start, end }) => {
    const source = text.slice(start, end);
    const piece = pieces.get(source) ?? reusable?.get(source) ?? Piece.of(source, parts.escape);
    pieces.set(source, piece);
    return new Instruction(piece, start);
  });
  const content = new Containerfile({ ...parts, text, instructions, pieces });
  return { units: [new ContainerfileUnit(content)] };
}

const nothing: Cut = { escape: '\\', directives: [], slices: [], comments: [], problems: [] };

class ContainerfileUnit implements Unit<Containerfile> {
  readonly start = 0;
  readonly content: Containerfile;
  #comments: readonly Comment[] | undefined;

  constructor(content: Containerfile) {
    this.content = content;
  }

  get comments(): readonly Comment[] {
    this.#comments ??= commentsOf(this.content);
    return this.#comments;
  }
}
