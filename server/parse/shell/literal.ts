import type { HereDoc, Word, WordPart } from 'unbash';
import { type MappedText, TextMapper } from './mappedText.ts';

const anything = /[\s\S]/;
const inQuotes = /[$`"\\\n]/;
const inDocument = /[$`\\\n]/;

/** What `$( )` becomes in a script that is parsed again: unknown, and its commands were found already. */
const unknownValue = '$_';

/**
 * A word as the program that gets it reads it, so that a script in it can be parsed; nothing for `$'\x41'`.
 * @param start where it starts, if something stands in front: `NAME=`
 */
export function literalOf(word: Word, source: MappedText, start: number = word.pos): MappedText | undefined {
  const mapper = new TextMapper(source);
  mapper.copy(start, word.pos);
  if (!word.parts) dropEscapes(mapper, source.text, word.pos, word.end, anything);
  else if (!word.parts.every(part => addPart(mapper, source.text, part))) return undefined;
  return mapper.done();
}

/** A here-document as the program reads it that gets it. */
export function literalOfDocument({ body, delimiter }: HereDoc, source: MappedText): MappedText {
  const mapper = new TextMapper(source);
  const { parts, pos, end } = body;
  if (delimiter?.quoted) mapper.copy(pos, end);
  else if (!parts) dropEscapes(mapper, source.text, pos, end, inDocument);
  else for (const part of parts) addPart(mapper, source.text, part, inDocument);
  return mapper.done();
}

/** @param special what a backslash takes its meaning from */
function addPart(mapper: TextMapper, text: string, part: WordPart, special = anything): boolean {
  const { pos, end } = part;
  switch (part.type) {
    case 'Literal':
      dropEscapes(mapper, text, pos, end, special);
      return true;
    case 'SingleQuoted':
      mapper.copy(pos + 1, closing(text, pos, end, "'"));
      return true;
    case 'DoubleQuoted':
      return part.parts.every(child => addPart(mapper, text, child, inQuotes));
    case 'AnsiCQuoted':
      if (part.text.includes('\\')) return false;
      mapper.copy(pos + 2, closing(text, pos + 1, end, "'"));
      return true;
    case 'LocaleString':
      return false;
    case 'SimpleExpansion':
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      mapper.copy(pos, end);
      return true;
    case 'ParameterExpansion':
      if (!/\$\(|`/.test(part.text)) mapper.copy(pos, end);
      else mapper.put(unknownValue, pos, end);
      return true;
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
      mapper.put(unknownValue, pos, end);
      return true;
  }
}

/** Where the quoted text ends; an unterminated one ends with its word. */
const closing = (text: string, pos: number, end: number, quote: string): number =>
  end - 1 > pos && text[end - 1] === quote ? end - 1 : end;

/** A backslash in front of `special` disappears, and with it a line break; others stay. */
function dropEscapes(mapper: TextMapper, text: string, from: number, to: number, special: RegExp): void {
  for (let at = from; at < to; at++) {
    const next = text[at + 1];
    if (text[at] !== '\\' || at + 1 >= to || next === undefined || !special.test(next)) mapper.copy(at, at + 1);
    else {
      if (next !== '\n') mapper.put(next, at, at + 2);
      at++;
    }
  }
}

/** A script between backticks, in which a backslash takes the meaning from backtick, dollar and backslash. */
export function backtickScript(source: MappedText, pos: number, end: number, isQuoted: boolean): MappedText {
  const mapper = new TextMapper(source);
  dropEscapes(mapper, source.text, pos + 1, closing(source.text, pos, end, '`'), isQuoted ? /[$`"\\]/ : /[$`\\]/);
  return mapper.done();
}
