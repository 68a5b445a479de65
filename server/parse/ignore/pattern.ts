import { cleanPath } from '../../core/path.ts';
import { globMatcher } from './glob.ts';

/** A pattern of an ignore file, taken apart as Podman's matcher does. */
export interface Pattern {
  /** It brings back what earlier patterns left out: `!keep`. */
  readonly isException: boolean;
  /** Without the `!`, cleaned as a path is: what paths are compared with. */
  readonly text: string;
  /** Whether it matches exactly this path. */
  matches(path: string): boolean;
}

/**
 * Why no pattern comes out of a line.
 * - `refused`: the build ends with an error.
 * - `expression`: Podman hands `+`, `(`, `)` and `|` on to a regular expression, where they mean something else.
 * - `unknown`: what nobody writes, such as `a**b`.
 */
export type BadPattern = 'refused' | 'expression' | 'unknown';

/** Reads a line that is neither empty nor a comment; undefined where nothing is left of it. */
export function readPattern(line: string): Pattern | BadPattern | undefined {
  const written = trimmed(line.replace(/^\/+/, '').replace(/\/+$/, ''));
  if (written === '') return undefined;
  const cleaned = cleanPath(written);
  if (cleaned === '!') return 'refused';
  const isException = cleaned.startsWith('!');
  // A byte order mark keeps a `!` or `#` behind it from being one, and is then skipped.
  const text = isException ? cleanPath(cleaned.slice(1)).replace(/^\//, '') : cleaned.replace(/^\ufeff/, '');
  if (!isSound(text)) return 'refused';
  const plain = text.replace(/\\.|\[[^\]]*\]/g, '');
  if (/[+()|]/.test(plain)) return 'expression';
  if (/[{}^]|[^/*]\*\*[^/]/.test(plain)) return 'unknown';
  return { isException, text, matches: globMatcher(text) };
}

/** Go's strings.TrimSpace, which leaves a byte order mark alone. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

const isSpace = (letter: string | undefined): boolean => letter !== undefined && /[^\S\ufeff]|\u0085/.test(letter);

/** Go's filepath.Match refuses an open bracket and a backslash at the end. */
const isSound = (text: string): boolean =>
  /^(?:\\.|[^\\[]|\[(?:\^|(?!\^))(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\])*$/su.test(text);
