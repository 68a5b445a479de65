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

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
