import { baseName } from '../../core/path.ts';
import { remember } from '../../core/remember.ts';
import type { Workspace } from '../../core/workspace.ts';

/** Lists of folders are long. */
const known = new WeakMap<readonly string[], readonly string[]>();

/** The seccomp profiles of a workspace, as pods name them: below `seccomp`, from `profiles` on, else by their own name. */
export function seccompProfiles(workspace: Workspace): readonly string[] {
  const top = workspace.foldersUp.at(-1);
  const files = top === undefined ? undefined : workspace.filesBelow(top);
  if (!files) return [];
  const isProfile = (file: string) => /\.json$/i.test(file) && /seccomp|(?:^|\/)profiles\//i.test(file);
  return remember(known, files, () => [...new Set(files.filter(isProfile).map(nameOf))].sort());
}

const nameOf = (file: string): string =>
  /^(?:.*\/)?seccomp\/(.+)$/i.exec(file)?.[1] ?? /(?:^|\/)(profiles\/.+)$/i.exec(file)?.[1] ?? baseName(file);
