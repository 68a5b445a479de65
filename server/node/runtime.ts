import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '../lsp/runtime.ts';
import { diskFiles } from './diskFiles.ts';

export const nodeRuntime: Runtime = {
  readDisk: async uri => diskFiles.readFile(fileURLToPath(uri)),
  listDisk: async uri => diskFiles.listFiles(fileURLToPath(uri)),
  nextTurn: () => setImmediate(),
  now: () => new Date(),
};
