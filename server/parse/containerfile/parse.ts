import type { Comment, Model, Unit } from '../../core/kind.ts';
import { contains } from '../../core/span.ts';
import { commentsOf } from './comments.ts';
import { Containerfile } from './containerfile.ts';
import { type Cut, cut } from './cut.ts';
import { Instruction } from './instruction.ts';
import { Piece } from './piece.ts';

const templateLine = /^[ \t]*\{[{%]/gm;

/** One unit: the whole file. Instructions whose text stayed the same are taken over from `previous`. */
export function parseContainerfile(text: string, previous?: Model<Containerfile>): Model<Containerfile> {
  const known = previous?.units[0]?.content;
  if (known?.text === text && previous) return previous;
  const whole = cut(text);
  const parts = isTemplate(text, whole) ? nothing : whole;
  const before = known?.escape === parts.escape ? known : undefined;
  const pieces = new Map<string, Piece>();
  const instructions = parts.slices.map(({ start, end }, i) => {
    const source = text.slice(start, end);
    // Most instructions keep their number from one version to the next.
    const same = before?.instructions[i];
    if (same?.source === source) return same.start === start ? same : same.at(start);
    const piece = pieces.get(source) ?? before?.pieceOf(source) ?? Piece.of(source, parts.escape);
    pieces.set(source, piece);
    return new Instruction(piece, start);
  });
  const content = new Containerfile({ ...parts, text, instructions });
  return { units: [new ContainerfileUnit(content)] };
}

/** A line is for a template engine, before which this is no Containerfile yet. A heredoc may well be a template. */
function isTemplate(text: string, { bodies }: Cut): boolean {
  let next = 0;
  for (const { index } of text.matchAll(templateLine)) {
    while ((bodies[next]?.end ?? text.length) <= index) next++;
    const body = bodies[next];
    if (!body || !contains(body, index)) return true;
  }
  return false;
}

const nothing: Cut = { escape: '\\', directives: [], slices: [], comments: [], problems: [], bodies: [] };

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
