import { Memory, remember } from './remember.ts';

/** What a reader has found in a place: its facts, or why it failed. */
type Found<Fact> = readonly Fact[] | Failure;

class Failure {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** What is known of a text: by the readers up to a number, and only by those who have found something. */
interface Known {
  upTo: number;
  readonly found: { readonly reader: number; readonly facts: Found<unknown> }[];
}

interface Hit<Place> {
  readonly place: Place;
  readonly facts: Found<unknown>;
}

interface Index<Place> {
  upTo: number;
  readonly byReader: (Hit<Place>[] | undefined)[];
}

/**
 * Functions that look at one place of a text at a time, and at nothing around it. All of them look at a place together
 * and once for places of equal text, so that a keystroke costs each of them no more than what it has found.
 */
export class Readers<Place> {
  readonly #keyOf: (place: Place) => object;
  readonly #reads: ((place: Place) => Iterable<unknown>)[] = [];
  readonly #numbers = new WeakMap<object, number>();
  readonly #known = new WeakMap<object, Known>();
  readonly #indexes = new Memory<readonly Place[], Index<Place>>();

  /** @param keyOf the same object for places of equal text */
  constructor(keyOf: (place: Place) => object) {
    this.#keyOf = keyOf;
  }

  /**
   * What a reader finds in the places, in their order.
   * @param reader always the same one: what it has found is remembered by it
   * @param read how it looks at a place; the first one holds
   * @throws what the reader has thrown, to this reader alone
   */
  *read<Fact>(
    places: readonly Place[],
    reader: object,
    read: (place: Place) => Iterable<Fact>,
  ): Generator<{ readonly place: Place; readonly facts: readonly Fact[] }> {
    const number = remember(this.#numbers, reader, () => this.#reads.push(read) - 1);
    const index = remember(this.#indexes, places, () => ({ upTo: 0, byReader: [] }));
    if (index.upTo <= number) this.#extend(index, places);
    for (const { place, facts } of index.byReader[number] ?? []) {
      if (facts instanceof Failure) throw facts.error;
      // What a reader has found is of that reader's type.
      yield { place, facts: facts as readonly Fact[] };
    }
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
    const known = remember(this.#known, this.#keyOf(place), () => ({ upTo: 0, found: [] }));
    for (; known.upTo < this.#reads.length; known.upTo++) {
      const facts = this.#look(known.upTo, place);
      if (facts instanceof Failure || facts.length > 0) known.found.push({ reader: known.upTo, facts });
    }
    return known;
  }

  #look(reader: number, place: Place): Found<unknown> {
    try {
      return [...(this.#reads[reader]?.(place) ?? [])];
    } catch (error) {
      return new Failure(error);
    }
  }
}
