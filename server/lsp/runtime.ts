import type { FileSource } from '../workspace/knownFiles.ts';

/** What the language server needs of the place it runs in. */
export interface Runtime {
  /** Reads a `file:` URI from disk, undefined if there is no such file; rejects if it cannot be read. Absent where there is no disk. */
  readonly readDisk?: (uri: string) => Promise<string | undefined>;
  /** What lies below a folder on disk: see FileSource.listFiles. Takes a `file:` URI. Absent where there is no disk. */
  readonly listDisk?: FileSource['listFiles'];
  /** Lets messages that have already arrived be read, above all cancellations. */
  nextTurn(): Promise<void>;
  now(): Date;
}
