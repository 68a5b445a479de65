/** Makes of an object that it is given one with the fields of a class that extends this one. */
class Given {
  constructor(object?: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what it is for
    if (object) return object;
  }
}

/**
 * What all memories know of an object: hidden in the object itself, whether it is frozen or not. A class whose objects
 * are remembered by the thousand extends this one: they have the place for it then from the start.
 */
export class Remembered extends Given {
  #values: Map<object, unknown> | undefined;

  static valuesOf(object: object): Map<object, unknown> | undefined {
    return #values in object ? object.#values : undefined;
  }

  static placeIn(object: object): Map<object, unknown> {
    const place = #values in object ? object : new Remembered(object);
    place.#values ??= new Map();
    return place.#values;
  }
}

/**
 * What is known of objects, for as long as they live. A WeakMap would do, if V8's scavenger did not take all values of
 * an old WeakMap for alive: what belongs to a version of a text would be moved twice before it is found to be dead,
 * with the text's whole model that it refers to, and a keystroke would wait for that.
 */
export class Memory<Key extends object, Value> {
  get(key: Key): Value | undefined {
    // What a memory holds, it has been given.
    return Remembered.valuesOf(key)?.get(this) as Value | undefined;
  }

  set(key: Key, value: Value): void {
    Remembered.placeIn(key).set(this, value);
  }
}

/** More, or longer ones, are not remembered. */
const most = { texts: 500, length: 500 };

/** A function of a short text that knows its latest answers: a file says the same again, and so does its next version. */
export function remembering<Value>(workOut: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return text => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as Value;
    if (text.length > most.length) return workOut(text);
    if (known.size >= most.texts) known.clear();
    const own = copyOf(text);
    const value = workOut(own);
    known.set(own, value);
    return value;
  };
}

/** A part of a text keeps all of that text in memory, and with it a version of a file that is long gone. */
const copyOf = (text: string): string => ` ${text}`.slice(1);

/** What is known for a key, worked out the first time that somebody asks. */
export function remember<Key extends object, Value>(
  known: Pick<Memory<Key, Value>, 'get' | 'set'>,
  key: Key,
  workOut: () => Value,
): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = workOut();
  known.set(key, value);
  return value;
}

/** What is known for two keys. The first is the one that lives longer: what hangs on it refers to none of the second. */
export function rememberForBoth<First extends object, Second extends object, Value>(
  known: Memory<First, Memory<Second, Value>>,
  first: First,
  second: Second,
  workOut: () => Value,
): Value {
  return remember(
    remember(known, first, () => new Memory<Second, Value>()),
    second,
    workOut,
  );
}
