import type { Comment, Model, Since, Unit } from '../../core/kind.ts';
import { Memory } from '../../core/remember.ts';
import { contains } from '../../core/span.ts';
import { changedTopics } from './changedTopics.ts';
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
  const whole = cut(text, known && cuts.get(known));
  const parts = isTemplate(text, whole) ? nothing : whole;
  const before = known?.escape === parts.escape ? known : undefined;
  const content = new Containerfile({ ...parts, text, instructions: instructionsOf(text, parts, before) });
  cuts.set(content, parts);
  return { units: [new ContainerfileUnit(content, whatChanged(previous, parts, before, content))] };
}

function whatChanged(
  previous: Model<Containerfile> | undefined,
  { change, kept }: Cut,
  before: Containerfile | undefined,
  after: Containerfile,
): Since | undefined {
  const version = previous?.units[0]?.version;
  const topics = version && before && change && changedTopics(before, after, change, kept);
  return topics && { version, change, topics };
}

const cuts = new Memory<Containerfile, Cut>();

function instructionsOf(
  text: string,
  { slices, escape: escapedBy, kept }: Cut,
  before: Containerfile | undefined,
): Instruction[] {
  const known = before?.instructions ?? [];
  const pieces = new Map<string, Piece>();
  const firstBehind = slices.length - kept.back;
  // A single one is just being typed; of several, some may have been moved here.
  const areMoved = firstBehind - kept.front > 1;
  return slices.map(({ start, end }, i) => {
    const same = i < kept.front ? known[i] : i < firstBehind ? undefined : known[i - slices.length + known.length];
    if (same) return same.start === start ? same : same.at(start);
    const source = text.slice(start, end);
    const piece = pieces.get(source) ?? (areMoved ? before?.pieceOf(source) : undefined) ?? Piece.of(source, escapedBy);
    pieces.set(source, piece);
    return new Instruction(piece, start);
  });
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

const nothing: Cut = {
  text: '',
  escape: '\\',
  directives: [],
  slices: [],
  comments: [],
  problems: [],
  bodies: [],
  kept: { front: 0, back: 0 },
};

class ContainerfileUnit implements Unit<Containerfile> {
  readonly start = 0;
  readonly version = {};
  readonly content: Containerfile;
  readonly since: Since | undefined;
  #comments: readonly Comment[] | undefined;

  constructor(content: Containerfile, since: Since | undefined) {
    this.content = content;
    this.since = since;
  }

  get comments(): readonly Comment[] {
    this.#comments ??= commentsOf(this.content);
    return this.#comments;
  }
}
