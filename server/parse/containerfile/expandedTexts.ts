import { type Span, shift } from '../../core/span.ts';
import type { Instruction } from './instruction.ts';

/** A text of the file in which Podman replaces variables. */
export interface ExpandedText {
  /** As it is written, with its quotes; without line continuations. */
  readonly text: string;
  readonly span: Span;
}

const withWords = new Set(['FROM', 'ADD', 'COPY', 'WORKDIR', 'EXPOSE', 'VOLUME', 'USER', 'STOPSIGNAL']);
const withFlags = new Set(['FROM', 'ADD', 'COPY', 'RUN']);

/** What Podman itself expands in an instruction, apart from the bodies of heredocs; the rest is for a shell. */
export function expandedTexts({ keyword, flags, words, pairs, heredocs }: Instruction): readonly ExpandedText[] {
  const texts: ExpandedText[] = [];
  const add = (text: string | undefined, span: Span | undefined) => {
    if (span && text?.includes('$')) texts.push({ text, span });
  };
  if (withFlags.has(keyword)) for (const { value, valueSpan } of flags) add(value, valueSpan);
  if (withWords.has(keyword)) {
    for (const { text, span } of words) if (!heredocs.some(each => each.span.start === span.start)) add(text, span);
  }
  for (const { name, nameSpan, raw, valueSpan } of pairs) {
    add(name, nameSpan);
    add(raw, valueSpan);
  }
  return texts;
}

/** A part of such a text in the file; the whole where a line continuation hides its place. */
export const placeIn = ({ text, span }: ExpandedText, part: Span): Span =>
  isOneLine({ text, span }) ? shift(part, span.start) : span;

export const isOneLine = ({ text, span }: ExpandedText): boolean => span.end - span.start === text.length;
