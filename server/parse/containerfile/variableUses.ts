import type { Span } from '../../core/span.ts';
import { specialParameter } from './expand.ts';

/** A place where a text asks for a variable. */
export interface VariableUse {
  /** Empty where no name stands in the braces; a digit for the parameters of a shell script. */
  readonly name: string;
  /** `$X` or `${X...}`, counted from the start of the text. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** The first characters behind the name in braces: `:-`, `:+`, `:?`, `#`, `/`...; empty for `$X` and `${X}`. */
  readonly operator: string;
  /** It stands in the braces of another one: `$B` in `${A:-$B}`. */
  readonly isNested: boolean;
}

const plain = /\$(\d|[A-Za-z_]\w*)/y;
/** With the first character or two of what follows the name. */
const braced = /\$\{(\w*)(:?[^}]?)/y;

/**
 * The variables that Podman replaces in a text, by the same reading as `expand`: neither those in single quotes nor
 * escaped ones, and none whose braces are not closed.
 */
export function variableUses(text: string): readonly VariableUse[] {
  if (!text.includes('$')) return [];
  const uses: VariableUse[] = [];
  scan(text, 0, 0, uses);
  return uses;
}

/** Braces in braces beyond this depth are read as if they were not closed: no file has them, and the stack is finite. */
const deepest = 100;

/** Reads up to `stop` outside of quotes, and answers where that is: -1 if nowhere. */
function scan(text: string, from: number, depth: number, uses: VariableUse[]): number {
  const stop = depth > 0 ? '}' : '';
  let quote = '';
  let at = from;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === stop && !quote) return at;
    if (character === '\\' && quote !== "'") at += 2;
    else if (character === '$' && quote !== "'") at = readVariable(text, at, depth, uses);
    else {
      if (quote === character) quote = '';
      else if (!quote && (character === '"' || character === "'")) quote = character;
      at++;
    }
  }
  return -1;
}

/** Behind what stands at a dollar. */
function readVariable(text: string, start: number, depth: number, uses: VariableUse[]): number {
  const isNested = depth > 0;
  plain.lastIndex = start;
  const bare = plain.exec(text)?.[1];
  if (bare !== undefined) {
    const end = start + 1 + bare.length;
    uses.push({ name: bare, span: { start, end }, nameSpan: { start: start + 1, end }, operator: '', isNested });
    return end;
  }
  braced.lastIndex = start;
  const [head, name = '', operator = ''] = braced.exec(text) ?? [];
  // `$$` takes the second dollar along.
  if (head === undefined) return start + (specialParameter.test(text[start + 1] ?? '') ? 2 : 1);
  const nameSpan = { start: start + 2, end: start + 2 + name.length };
  if (depth === deepest) return text.length;
  const place = uses.length;
  uses.push({ name, span: { start, end: nameSpan.end }, nameSpan, operator, isNested });
  const closing = scan(text, nameSpan.end, depth + 1, uses);
  if (closing < 0) uses.length = place;
  else uses[place] = { name, span: { start, end: closing + 1 }, nameSpan, operator, isNested };
  return closing < 0 ? text.length : closing + 1;
}
