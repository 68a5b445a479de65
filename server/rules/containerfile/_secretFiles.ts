import { remember } from '../../core/remember.ts';
import type { Workspace } from '../../core/workspace.ts';
import { holdsNoSecret, repository, secretFile } from '../../podman/secretFiles.ts';
import { type BuildContext, inFolder } from './_context.ts';

/** By what stands in a file whose name is a secret's, where that is known. */
export function mayHoldSecret(path: string, { folder }: BuildContext, workspace: Workspace): boolean {
  const text = path.endsWith('/') ? undefined : workspace.read(inFolder(folder, path));
  return typeof text !== 'string' || !holdsNoSecret(path, text);
}

const known = new WeakMap<readonly string[], readonly string[]>();

/** Those of the files that hold secrets, and Git's folder. Their names are looked at once for the same list. */
export function sensitiveAmong(
  files: readonly string[],
  context: BuildContext,
  workspace: Workspace,
): readonly string[] {
  const named = remember(known, files, () => files.filter(path => repository.test(path) || secretFile(path)));
  return named.filter(path => repository.test(path) || mayHoldSecret(path, context, workspace));
}
