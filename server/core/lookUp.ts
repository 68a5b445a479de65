/**
 * What a table of ours says to a word of somebody else's file. `table[word]` would also answer to `constructor`,
 * `toString` and whatever else every object has.
 */
export const lookUp = <Value>(table: Readonly<Record<string, Value>> | undefined, word: string): Value | undefined =>
  table !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
