import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { keptClosed, mostFiles } from '../workspace/limits.ts';

/**
 * Everything below a folder, relative to it and with `/`: see Workspace.filesBelow. Symbolic links are files.
 * @returns undefined if there is no such folder
 */
export async function listFiles(folder: string): Promise<readonly string[] | 'too-many' | undefined> {
  const found: string[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entries = await readdir(path.join(folder, at), { withFileTypes: true }).catch(() => undefined);
    if (!entries && at === '') return undefined;
    for (const entry of entries ?? []) {
      const name = at + entry.name;
      if (!entry.isDirectory()) found.push(name);
      else if (keptClosed.has(entry.name)) found.push(`${name}/`);
      else waiting.push(`${name}/`);
    }
    if (found.length + waiting.length > mostFiles) return 'too-many';
  }
  return found.sort();
}
