/** Works on a few items at a time and answers in their order. `work` must not reject. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    running.push(work(item));
    const [first] = running;
    if (running.length < atOnce || !first) continue;
    yield await first;
    running.shift();
  }
  for (const result of running) yield await result;
}
