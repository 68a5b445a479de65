/** Messages in the order in which they came; `next` waits for the first that nobody has taken yet. */
export class Arrivals<T> {
  readonly #waiting: ((message: T) => void)[] = [];
  readonly #messages: T[] = [];

  add(message: T): void {
    const first = this.#waiting.shift();
    if (first) first(message);
    else this.#messages.push(message);
  }

  next(): Promise<T> {
    const message = this.#messages.shift();
    return message === undefined ? new Promise(resolve => this.#waiting.push(resolve)) : Promise.resolve(message);
  }

  /** Takes those that are there. */
  all(): T[] {
    return this.#messages.splice(0);
  }
}
