/** The choice that a slip of the hand makes into `written`: unknown if none or several are equally near. */
export function nearest(written: string, choices: Iterable<string>): string | undefined {
  const word = written.toLowerCase();
  const limit = word.length < 5 ? 1 : word.length < 12 ? 2 : 3;
  let best: string | undefined;
  let least = limit + 1;
  let isTied = false;
  for (const choice of choices) {
    if (Math.abs(choice.length - word.length) > limit) continue;
    const distance = slips(word, choice.toLowerCase(), limit);
    if (distance > least || distance > limit) continue;
    isTied = distance === least;
    least = distance;
    best = choice;
  }
  return isTied ? undefined : best;
}

/** The rows of the table that is worked out: the one before the last, the last one, the next one. */
const rows: [number[], number[], number[]] = [[], [], []];

/** How many letters were forgotten, added, changed, or swapped with their neighbour; any number above the limit if more. */
function slips(a: string, b: string, limit: number): number {
  let [before, row, next] = rows;
  for (let j = 0; j <= b.length; j++) row[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    next[0] = i;
    let leastNow = i;
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next[j] = least;
      leastNow = Math.min(leastNow, least);
    }
    // No row gets below the one before it, and a swap costs one more than the row before that.
    if (leastNow > limit && leastBefore >= limit) return leastNow;
    leastBefore = leastNow;
    [before, row, next] = [row, next, before];
  }
  return row[b.length] ?? 0;
}
