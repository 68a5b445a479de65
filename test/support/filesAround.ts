import { unknownWorkspace, type Workspace } from '../../server/core/workspace.ts';
import { resolvePath } from '../../server/settings/paths.ts';

/**
 * A workspace in memory, whose root is the judged file's folder.
 * @param fileName the judged file's own
 * @param filePath and where it lies
 * @param files texts by path relative to the folder; a path with a slash at its end is a folder not looked into
 */
export function filesAround(
  files: Readonly<Record<string, string>> | undefined,
  fileName?: string,
  filePath?: string,
): Workspace {
  if (!files) return { ...unknownWorkspace, fileName, filePath };
  const root = '/workspace';
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));
  const isInside = (path: string) => path === root || path.startsWith(`${root}/`);
  const lists = new Map<string, readonly string[] | null>();
  const filesBelow = (folder: string): readonly string[] | null | undefined => {
    const absolute = resolvePath(root, folder);
    if (!isInside(absolute)) return undefined;
    const known = lists.get(absolute);
    if (known !== undefined) return known;
    const below = [...texts.keys()].filter(path => path.startsWith(`${absolute}/`));
    const list = below.length > 0 || absolute === root ? below.map(path => path.slice(absolute.length + 1)) : null;
    lists.set(absolute, list);
    return list;
  };
  return {
    fileName,
    filePath,
    read: path => {
      const absolute = resolvePath(root, path);
      return isInside(absolute) ? (texts.get(absolute) ?? null) : undefined;
    },
    filesBelow,
    foldersUp: ['.'],
  };
}
