import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

import type { FileSource } from '../workspace/knownFiles.ts';
import { certainlyTooLarge } from '../workspace/limits.ts';
import { listFiles } from './listFiles.ts';

/** Windows has neither. Opening a pipe would wait for somebody to write; a link may lead out of the workspace. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const missing = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** The disk, by absolute paths. Only regular files of text are read: a pipe would never end. */
export const diskFiles: FileSource = {
  listFiles,
  async readFile(path) {
    try {
      return await textOf(path);
    } catch (error) {
      if (missing.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  },
};

async function textOf(path: string): Promise<string> {
  const handle = await open(path, flags);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > certainlyTooLarge) throw new Error('not a file to read');
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } finally {
    await handle.close();
  }
}
