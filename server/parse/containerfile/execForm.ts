import type { Stretch } from './words.ts';

/** A JSON string of the exec form, quotes included, and what it says. */
interface JsonString extends Stretch {
  readonly value: string;
}

const string = /\s*("[^"\\\n]*(?:\\.[^"\\\n]*)*")\s*([,\]])/y;
const empty = /\[\s*\]/y;

/**
 * The strings of the exec form that starts at `from` (`["a", "b"]`), or undefined where Podman reads shell form:
 * anything but an array of strings. What follows the bracket is ignored, as Podman's decoder does.
 */
export function execForm(text: string, from: number): JsonString[] | undefined {
  if (text[from] !== '[') return undefined;
  empty.lastIndex = from;
  if (empty.test(text)) return [];
  const strings: JsonString[] = [];
  string.lastIndex = from + 1;
  for (let match = string.exec(text); match; match = string.exec(text)) {
    const [whole, quoted = '', separator] = match;
    const start = match.index + whole.indexOf('"');
    try {
      strings.push({ start, end: start + quoted.length, value: String(JSON.parse(quoted)) });
    } catch {
      return undefined;
    }
    if (separator === ']') return strings;
  }
  return undefined;
}
