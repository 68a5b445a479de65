/** How many of the values stand before a place. They are in the order of their places. */
export const countBefore = <Value>(
  values: readonly Value[],
  place: number,
  placeOf: (value: Value) => number,
): number => countWhile(values, value => placeOf(value) < place);

/** With how many of the values it is so, in a list where it is so with all up to one of them, and with none behind. */
export function countWhile<Value>(values: readonly Value[], isSo: (value: Value) => boolean): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    // Between 0 and the length there is a value.
    if (isSo(values[middle] as Value)) from = middle + 1;
    else to = middle;
  }
  return from;
}
