/** How many of the values stand before a place. They are in the order of their places. */
export function countBefore<Value>(values: readonly Value[], place: number, placeOf: (value: Value) => number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const value = values[middle];
    if (value !== undefined && placeOf(value) < place) from = middle + 1;
    else to = middle;
  }
  return from;
}
