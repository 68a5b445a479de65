import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

/** A folder of its own with these files, which is gone after the test. */
export async function folderWith(
  test: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'podseal-test-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** One warning with a suggested fix, containerfile/root-user, and one with a safe one, containerfile/no-sudo. */
export const weak = 'FROM docker.io/library/debian:12\nRUN sudo id\nUSER root\n';
/** No finding in any profile below strict. */
export const sound = 'FROM docker.io/library/debian:12\nUSER 1001\n';
