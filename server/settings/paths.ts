/** The scheme and authority of a URI: what no parent folder can be cut from. */
const uriRoot = /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i;

/** The folder of a file, then its parents up to the root. Paths and URIs with `/`. */
export function foldersAbove(path: string): string[] {
  const root = uriRoot.exec(path)?.[0] ?? '';
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end >= root.length; end = path.lastIndexOf('/', end - 1)) {
    folders.push(path.slice(0, end));
    if (end === 0) break;
  }
  return folders;
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A file's path below a folder, without percent encoding; undefined if it lies elsewhere. */
export function relativeTo(directory: string, path: string): string | undefined {
  if (!path.startsWith(`${directory}/`)) return undefined;
  const relative = path.slice(directory.length + 1);
  return uriRoot.test(path) ? decoded(relative) : relative;
}

/** Without percent encoding, if there is any. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an absolute path starts with: nothing before its slash, a drive (`C:`), or a URI's scheme and authority. */
const pathRoot = /^(?:[a-z][a-z0-9+.-]+:\/\/[^/]*|[a-z]:|)(?=\/)/i;

/** `path` as seen from a folder, without `.` and `..`. One that climbs above the root stays there. */
export function resolvePath(directory: string, path: string): string {
  const whole = pathRoot.test(path) ? path : `${directory}/${path}`;
  const root = pathRoot.exec(whole)?.[0];
  const kept: string[] = [];
  for (const part of whole.slice(root?.length ?? 0).split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return [...(root === undefined ? [] : [root]), ...kept].join('/');
}
