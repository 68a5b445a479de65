import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { isJson } from '../../parse/json/isJson.ts';

const literal = /(\[\s*|,\s*)(-?\d[\d.]*|true|false|null|\[[^[\]]*\]|\{[^{}]*\})(?=\s*[,\]])/y;
const string = /(\[\s*|,\s*)("(?:[^"\\\n]|\\.)*")(?=\s*[,\]])/y;
const withArrays = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME', 'HEALTHCHECK']);

/** What is no string in a closed JSON array: Podman refuses it. */
export function otherThanString({ keyword, json, words, span }: Instruction, source: string): Span | undefined {
  const first = keyword === 'HEALTHCHECK' ? words[1] : words[0];
  if (json || !first?.text.startsWith('[') || !withArrays.has(keyword)) return undefined;
  const text = source.slice(0, span.end);
  let wrong: Span | undefined;
  let at = first.span.start;
  for (;;) {
    literal.lastIndex = string.lastIndex = at;
    const isString = string.exec(text);
    const match = isString ?? literal.exec(text);
    // `RUN [[ "$a" =~ b ]]` is the shell's.
    if (!match || !isJson(match[2] ?? '')) break;
    at += match[0].length;
    if (!isString) wrong ??= { start: at - (match[2]?.length ?? 0), end: at };
  }
  return wrong && /^\s*\]/.test(text.slice(at)) ? wrong : undefined;
}
