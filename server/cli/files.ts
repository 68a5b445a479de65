import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { UsageError } from './exit.ts';

/** The text of a file that an option names. */
export const readNamed = (option: string, file: string, cwd: string): Promise<string> =>
  readFile(path.resolve(cwd, file), 'utf8').catch(error => {
    throw fileError(option, file, error);
  });

/** A file that an option names, to be written anew. */
export async function createNamed(option: string, file: string, cwd: string, mode = 0o666): Promise<Writable> {
  try {
    return (await open(path.resolve(cwd, file), 'w', mode)).createWriteStream();
  } catch (error) {
    throw fileError(option, file, error);
  }
}

export function fileError(option: string, file: string, error: unknown): UsageError {
  const text = '{option} {file}: {reason}';
  return new UsageError({ en: text, ja: text }, { option, file, reason: messageOf(error) });
}

/** Of `ENOENT: no such file or directory, open '/a'` what people read; they know the path. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z]+: (.+?), \w+(?: '|$)/.exec(message)?.[1] ?? message;
}

/** With `/` as everywhere in the engine. */
export const slashed = (file: string): string => (path.sep === '\\' ? file.replaceAll('\\', '/') : file);
