import { folderOf, resolvePath } from '../settings/paths.ts';

/** Copies, comparisons and panels: what they show is linted where it really lives, or is nobody's file. */
const silentSchemes = new Set([
  'chat-editing-text-model',
  'comment',
  'conflictResolution',
  'debug',
  'diff',
  'git',
  'gitfs',
  'gitlens',
  'hg',
  'inmemory',
  'output',
  'pr',
  'review',
  'search-editor',
  'svn',
  'vscode',
  'vscode-local-history',
  'vscode-scm',
  'vscode-settings',
  'vscode-userdata',
  'walkThrough',
]);

export const schemeOf = (uri: string): string => /^([a-z][a-z\d+.-]*):/i.exec(uri)?.[1] ?? '';

/** The URI of a file whose path is relative to another one's folder, or that is named as `pathOf` names it. */
export function uriBeside(uri: string, path: string): string {
  const root = /^[a-z][a-z\d+.-]+:\/\/[^/]*(?=\/)/i.exec(path)?.[0];
  if (root !== undefined) return root + encoded(path.slice(root.length));
  return resolvePath(folderOf(uri), encoded(path));
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

export const isLinted = (uri: string): boolean =>
  !silentSchemes.has(schemeOf(uri)) && !schemeOf(uri).startsWith('chat-');

/**
 * A URI without its percent-encoding, query and fragment, to compare: editors disagree about what to encode, and about
 * the case of drive letters. A URI that cannot be decoded is left as it is.
 */
export function pathOf(uri: string): string {
  const bare = uri.replace(/[?#].*$/s, '');
  try {
    return decodeURIComponent(bare).replace(
      /^file:\/\/\/([A-Z]):/,
      (_, drive: string) => `file:///${drive.toLowerCase()}:`,
    );
  } catch {
    return bare;
  }
}
