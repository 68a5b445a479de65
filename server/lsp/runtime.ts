/** What the language server needs of the place it runs in. */
export interface Runtime {
  /** Reads a `file:` URI from disk, undefined if there is no such file; absent where there is no disk. */
  readonly readDisk?: (uri: string) => Promise<string | undefined>;
  /** Lets messages that have already arrived be read, above all cancellations. */
  nextTurn(): Promise<void>;
  now(): Date;
}
