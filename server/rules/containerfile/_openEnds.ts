import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';

/** A quote or a `${` that nothing closes. */
interface OpenEnd {
  readonly is: 'quote' | 'brace';
  readonly at: Span;
}

/** The first one in the words that Podman puts variables into: each word needs its quotes and braces closed. */
export function openEnd(instruction: Instruction, source: string): OpenEnd | undefined {
  if (instruction.json || !/["'$]/.test(source)) return undefined;
  for (const { start, end } of expandedTexts(instruction, source)) {
    const text = source.slice(start, end);
    const open = /["'$]/.test(text) ? openIn(text) : undefined;
    if (open === undefined) continue;
    const isBrace = text[open] === '$';
    return { is: isBrace ? 'brace' : 'quote', at: { start: start + open, end: start + open + (isBrace ? 2 : 1) } };
  }
  return undefined;
}

function expandedTexts({ keyword, words, pairs, heredocs }: Instruction, source: string): Span[] {
  if (keyword !== 'ENV' && keyword !== 'LABEL' && keyword !== 'ARG')
    return words.map(({ span }) => span).filter(({ start }) => !heredocs.some(({ span }) => span.start === start));
  return pairs.flatMap(({ nameSpan, valueSpan }) => {
    const isAllInQuotes = keyword === 'ARG' && /["']/.test(source[nameSpan.start] ?? '');
    return isAllInQuotes || !valueSpan ? [] : valueSpan;
  });
}

/** Where the innermost quote or `${` starts that is still open at the end; only a backslash escapes here. */
function openIn(text: string): number | undefined {
  const open: { readonly at: number; readonly end: string }[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const last = open.at(-1);
    if (last?.end === "'") {
      if (character === "'") open.pop();
    } else if (character === '\\') at++;
    else if (character === last?.end) open.pop();
    else if (character === '$' && text[at + 1] === '{') open.push({ at: at++, end: '}' });
    else if (character === '"' || (character === "'" && last?.end !== '"')) open.push({ at, end: character });
  }
  return open.at(-1)?.at;
}
