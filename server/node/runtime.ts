import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '../lsp/runtime.ts';

export const nodeRuntime: Runtime = {
  /** What cannot be read is not there: a folder, a file of somebody else's, a URI that is no path. */
  async readDisk(uri) {
    try {
      return await readFile(fileURLToPath(uri), 'utf8');
    } catch {
      return undefined;
    }
  },
  nextTurn: () => setImmediate(),
  now: () => new Date(),
};
