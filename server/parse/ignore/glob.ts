/** A letter stands for itself; a `**` is two: to go around it, and to be inside. */
type Token = string | { readonly set: RegExp } | { readonly any: 'one' | 'part' | 'folders' | 'inside' | 'rest' };

/**
 * Whether a path matches a glob of an ignore file: `*` and `?` stay within a part of the path, `**` goes across.
 * Follows every way through the glob at once, so that no glob is slow, however many stars it has.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  if (!/[*?[\\]/.test(glob)) return path => path === glob;
  const tokens = tokensOf(glob);
  const last = tokens.at(-1);
  const end = typeof last === 'string' ? last : '';
  return path => path.endsWith(end) && runs(tokens, path);
}

function tokensOf(glob: string): Token[] {
  return [...glob.matchAll(/\*\*\/?|\\.|\[\^?(?:\\.|[^\]\\])+\]|./gsu)].flatMap(({ 0: written, index }): Token[] => {
    if (written.startsWith('**')) {
      const isLast = index + written.length === glob.length;
      return isLast ? [{ any: 'rest' }] : [{ any: 'folders' }, { any: 'inside' }];
    }
    if (written === '*') return [{ any: 'part' }];
    if (written === '?') return [{ any: 'one' }];
    if (written.length > 1 && written.startsWith('[')) return [{ set: new RegExp(`^${written}$`, 'u') }];
    return [written.startsWith('\\') ? written.slice(1) : written];
  });
}

function runs(tokens: readonly Token[], path: string): boolean {
  let places = new Set<number>();
  reach(tokens, 0, places);
  for (const letter of path) {
    const next = new Set<number>();
    for (const place of places) step(tokens, place, letter, next);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);
}

/** Adds a place in the glob, and those behind it that take no letter. */
function reach(tokens: readonly Token[], place: number, places: Set<number>): void {
  const token = tokens[place];
  places.add(place);
  if (typeof token !== 'object' || !('any' in token)) return;
  if (token.any === 'part' || token.any === 'rest') reach(tokens, place + 1, places);
  else if (token.any === 'folders') {
    places.add(place + 1);
    reach(tokens, place + 2, places);
  }
}

/** The places that a letter leads to. */
function step(tokens: readonly Token[], place: number, letter: string, next: Set<number>): void {
  const token = tokens[place];
  if (typeof token === 'string') {
    if (token === letter) reach(tokens, place + 1, next);
  } else if (token && 'set' in token) {
    if (token.set.test(letter)) reach(tokens, place + 1, next);
  } else if (token?.any === 'one') {
    if (letter !== '/') reach(tokens, place + 1, next);
  } else if (token?.any === 'part') {
    if (letter !== '/') reach(tokens, place, next);
  } else if (token?.any === 'rest') {
    reach(tokens, place, next);
  } else if (token?.any === 'inside') {
    next.add(place);
    if (letter === '/') reach(tokens, place + 1, next);
  }
}
