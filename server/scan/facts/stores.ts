/** Where else somebody keeps containers and images on the host. */
export interface Stores {
  /** Folders of storage, of root and of users. */
  readonly found: readonly string[];
  /** Homes into which the collecting user may not look. */
  readonly closed: readonly string[];
}

export function readStores(text: string): Stores {
  const lines = text.split('\n');
  const after = (word: string) => lines.flatMap(line => (line.startsWith(word) ? [line.slice(word.length)] : []));
  return { found: after('store '), closed: after('denied ') };
}
