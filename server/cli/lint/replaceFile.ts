import { chmod, chown, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file so that nobody ever sees half of it. Keeps mode and owner; a symbolic link stays one. */
export async function replaceFile(file: string, text: string, stamp: string): Promise<void> {
  const target = await realpath(file);
  const { mode, uid, gid, mtimeMs, size } = await stat(target);
  if (`${mtimeMs} ${size}` !== stamp) throw new Error('changed while it was being repaired, left as it is');
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.podseal`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    // To another owner only root may give it; then nothing is lost by trying.
    await chown(temporary, uid, gid).catch(() => {});
    await chmod(temporary, mode & 0o7777);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
