import type { Workspace } from '../../core/workspace.ts';
import { holdsNoSecret, repository, secretFile } from '../../podman/secretFiles.ts';
import { type BuildContext, inFolder } from './_context.ts';

/** Whether a file of the context holds a secret: by its name, and by what stands in it where that is known. */
export function isSecretFile(path: string, { folder }: BuildContext, workspace: Workspace): boolean {
  if (!secretFile(path)) return false;
  const text = path.endsWith('/') ? undefined : workspace.read(inFolder(folder, path));
  return typeof text !== 'string' || !holdsNoSecret(path, text);
}

export const isSensitive = (path: string, context: BuildContext, workspace: Workspace): boolean =>
  repository.test(path) || isSecretFile(path, context, workspace);
