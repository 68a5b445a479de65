import type { Writable } from 'node:stream';
import { visible } from '../report/visible.ts';

/** Writes to a stream no faster than it takes. Who closes a pipe early (`| head`) has read enough: that is no error. */
export class Output {
  readonly #stream: Writable;
  #error: NodeJS.ErrnoException | undefined;
  #wake: () => void = () => {};

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', error => {
      this.#error = error;
      this.#wake();
    });
    stream.on('drain', () => this.#wake());
  }

  /** Nobody reads any more. */
  get isClosed(): boolean {
    return this.#error !== undefined;
  }

  async write(text: string | Uint8Array): Promise<void> {
    if (text.length > 0 && !this.isClosed && !this.#stream.write(text)) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    this.#check();
  }

  /** Resolves when everything has left. Not for the process's own streams, which stay open. */
  async end(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#wake = resolve;
      this.#stream.end(resolve);
    });
    this.#check();
  }

  #check(): void {
    if (this.#error && this.#error.code !== 'EPIPE') throw this.#error;
  }
}

/** Says what a person should know, in a line each. */
export function logTo(stream: Writable): (message: string) => void {
  const output = new Output(stream);
  return message => void output.write(`podseal: ${visible(message)}\n`);
}
