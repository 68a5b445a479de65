import { addTo } from './grouped.ts';
import { Memory, remember } from './remember.ts';

/** What a look at a text brought: facts, or why it failed. */
type Outcome<Fact> = readonly Fact[] | Failure;

class Failure {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** What is known of a text: by the readers up to a number, and only by those who have found something. */
interface Known {
  upTo: number;
  readonly found: { readonly reader: number; readonly facts: Outcome<unknown> }[];
}

interface Hit<Place> {
  readonly place: Place;
  readonly facts: Outcome<unknown>;
}

interface Index<Place> {
  upTo: number;
  readonly byReader: (Hit<Place>[] | undefined)[];
}

/** What a reader has found in a place. */
interface FactsIn<Place, Fact> {
  readonly place: Place;
  readonly facts: readonly Fact[];
}

/** Where the texts that are read stand, and what they are. */
interface Shelf<Place, Text> {
  /** The same object for places of equal text. */
  keyOf(place: Place): object;
  /** What is read there. */
  textAt(place: Place): Text;
  /** What a text is about: only readers who ask for one of these read it. */
  topicsOf(text: Text): Iterable<string>;
}

const nothing: readonly never[] = [];

/**
 * Functions that look at one text at a time, and at nothing around it. All of them look at a text together and once,
 * wherever it stands, so that a keystroke costs each of them no more than what it has found.
 */
export class Readers<Place, Text> {
  readonly #shelf: Shelf<Place, Text>;
  readonly #reads: ((text: Text) => Iterable<unknown>)[] = [];
  readonly #ofAll: number[] = [];
  readonly #byTopic = new Map<string, number[]>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #known = new Memory<object, Known>();
  readonly #indexes = new Memory<readonly Place[], Index<Place>>();

  constructor(shelf: Shelf<Place, Text>) {
    this.#shelf = shelf;
  }

  /**
   * What a reader finds in the places, in their order.
   * @param reader always the same one: what it has found is remembered by it
   * @param read how it looks at a text; the first one holds
   * @param topics only texts about one of these; all without
   * @throws what the reader has thrown, to this reader alone
   */
  read<Fact>(
    places: readonly Place[],
    reader: object,
    read: (text: Text) => Iterable<Fact>,
    topics?: readonly string[],
  ): readonly FactsIn<Place, Fact>[] {
    const number = remember(this.#numbers, reader, () => this.#add(read, topics));
    const index = remember(this.#indexes, places, () => ({ upTo: 0, byReader: [] }));
    if (index.upTo <= number) this.#extend(index, places);
    const hits = index.byReader[number];
    if (!hits) return nothing;
    for (const { facts } of hits) if (facts instanceof Failure) throw facts.error;
    // What a reader has found is of that reader's type.
    return hits as readonly FactsIn<Place, Fact>[];
  }

  #add(read: (text: Text) => Iterable<unknown>, topics: readonly string[] | undefined): number {
    const number = this.#reads.push(read) - 1;
    if (!topics) this.#ofAll.push(number);
    for (const topic of topics ?? []) addTo(this.#byTopic, topic, number);
    return number;
  }

  #extend(index: Index<Place>, places: readonly Place[]): void {
    const { byReader, upTo } = index;
    for (const place of places) {
      for (const { reader, facts } of this.#knownOf(place).found) {
        if (reader < upTo) continue;
        byReader[reader] ??= [];
        byReader[reader].push({ place, facts });
      }
    }
    index.upTo = this.#reads.length;
  }

  #knownOf(place: Place): Known {
    const known = remember(this.#known, this.#shelf.keyOf(place), () => ({ upTo: 0, found: [] }));
    if (known.upTo < this.#reads.length) this.#readOn(known, this.#shelf.textAt(place));
    return known;
  }

  #readOn(known: Known, text: Text): void {
    for (const reader of this.#askingFor(text)) {
      if (reader < known.upTo) continue;
      const facts = this.#look(reader, text);
      if (facts instanceof Failure || facts.length > 0) known.found.push({ reader, facts });
    }
    known.upTo = this.#reads.length;
  }

  /** Each once, however many of its topics the text has. */
  #askingFor(text: Text): readonly number[] {
    const readers = [...this.#ofAll];
    for (const topic of this.#shelf.topicsOf(text)) {
      for (const reader of this.#byTopic.get(topic) ?? nothing) if (!readers.includes(reader)) readers.push(reader);
    }
    return readers;
  }

  #look(reader: number, text: Text): Outcome<unknown> {
    try {
      const facts = this.#reads[reader]?.(text) ?? nothing;
      return Array.isArray(facts) ? facts : [...facts];
    } catch (error) {
      return new Failure(error);
    }
  }
}
