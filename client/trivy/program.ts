import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where a program lies, by the PATH of the process that runs extensions. Never in the workspace itself. */
export async function programIn(folders: string | undefined, name: string): Promise<string | undefined> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of (folders ?? '').split(path.delimiter).filter(path.isAbsolute)) {
    const program = path.join(folder, file);
    const isProgram = await access(program, constants.X_OK).then(
      async () => (await stat(program)).isFile(),
      () => false,
    );
    if (isProgram) return program;
  }
  return undefined;
}
