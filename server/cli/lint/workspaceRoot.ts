import { stat } from 'node:fs/promises';
import { foldersAbove } from '../../settings/paths.ts';

/**
 * The folder that rules may ask about: the git repository around a file; else the working directory, if the file lies
 * in it; else the file's own folder. Absolute paths with `/`.
 */
export async function workspaceRoot(file: string, cwd: string): Promise<string> {
  const folders = foldersAbove(file);
  for (const folder of folders) {
    const isRepository = await stat(`${folder}/.git`).then(
      () => true,
      () => false,
    );
    if (isRepository) return folder;
  }
  return folders.includes(cwd) ? cwd : (folders[0] ?? '');
}
