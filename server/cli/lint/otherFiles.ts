import { writeFile } from 'node:fs/promises';
import type { Finding } from '../../core/finding.ts';
import type { OtherFile } from '../../core/fix.ts';
import { folderOf, resolvePath } from '../../settings/paths.ts';
import { replaceFile } from './replaceFile.ts';
import { readSource } from './source.ts';

/** What findings' first fixes make of other files: of each file, what the first of them wants. */
export function otherFilesOf(findings: readonly Finding[]): OtherFile[] {
  const byPath = new Map<string, OtherFile>();
  for (const { fixes } of findings) {
    for (const other of fixes[0]?.others ?? []) if (!byPath.has(other.path)) byPath.set(other.path, other);
  }
  return [...byPath.values()];
}

/**
 * Makes or changes a file, unless it has changed since the fix was made.
 * @param file the absolute path of the judged file
 * @returns the path that was written; undefined if it was left alone
 */
export async function writeOtherFile(file: string, { path, before, after }: OtherFile): Promise<string | undefined> {
  const target = resolvePath(folderOf(file), path);
  if (before === null) {
    // Not over a file that somebody has made meanwhile.
    const isNew = await writeFile(target, after, { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    return isNew ? target : undefined;
  }
  const { text, hasBom, isUtf8, stamp } = await readSource(target);
  if (text !== before || !isUtf8) return undefined;
  await replaceFile(target, (hasBom ? '\ufeff' : '') + after, stamp);
  return target;
}
