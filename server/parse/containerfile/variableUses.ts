import type { Span } from '../../core/span.ts';

/** A place where a text asks for a variable. */
export interface VariableUse {
  readonly name: string;
  /** `$X` or `${X...}`, counted from the start of the text. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** What stands behind the name in braces: `:-`, `:+`, `:?`, `#`, `/`...; empty for `$X` and `${X}`. */
  readonly operator: string;
}

/** What stands first inside `${`, with the first character or two of what follows the name. */
const braced = /\$\{(\w+)(:?[-+?]|[#%/]{1,2}|)/y;
const plain = /\$(\w+)/y;

/** The variables that Podman replaces in a text: neither those in single quotes nor escaped ones, nor those inside of another's braces. */
export function variableUses(text: string): readonly VariableUse[] {
  if (!text.includes('$')) return [];
  const uses: VariableUse[] = [];
  let quote = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\\' && quote !== "'") at += 2;
    else if (character === '$' && quote !== "'") {
      const use = useAt(text, at);
      if (use) uses.push(use);
      at = use ? use.span.end : at + 1;
    } else {
      if (character === quote) quote = '';
      else if (!quote && (character === '"' || character === "'")) quote = character;
      at++;
    }
  }
  return uses;
}

function useAt(text: string, start: number): VariableUse | undefined {
  plain.lastIndex = start;
  const bare = plain.exec(text)?.[1];
  if (bare !== undefined) {
    const end = start + 1 + bare.length;
    return { name: bare, span: { start, end }, nameSpan: { start: start + 1, end }, operator: '' };
  }
  braced.lastIndex = start;
  const [head, name, operator = ''] = braced.exec(text) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const end = closingBrace(text, start + head.length);
  const nameSpan = { start: start + 2, end: start + 2 + name.length };
  return end === undefined ? undefined : { name, span: { start, end }, nameSpan, operator };
}

/** Behind the brace that closes the one in front of `from`. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
