import type { Assignment, Word, WordPart } from 'unbash';
import { literalOf } from './literal.ts';
import { type MappedText, spanIn, TextMapper } from './mappedText.ts';
import type { ShellAssignment, ShellWord } from './model.ts';

/** A word that can still say which characters its text is made from. */
export interface SourceWord extends ShellWord {
  /** As the program reads it; nothing if that is not known. */
  literal(): MappedText | undefined;
}

export function sourceWord(word: Word, source: MappedText): SourceWord {
  const parts = plain.test(word.text) ? undefined : word.parts;
  return {
    text: word.value,
    span: spanIn(source, word.pos, word.end),
    dynamic: parts?.some(isExpansion) ?? false,
    quoted: parts?.some(isQuoted) ?? false,
    literal: () => literalOf(word, source),
  };
}

/** Nothing to expand and no quotes: most words need not be taken apart. */
const plain = /^[\w./:=@%+,-]+$/;

function isExpansion(part: WordPart): boolean {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.some(isExpansion);
    case 'SimpleExpansion':
    case 'ParameterExpansion':
    case 'CommandExpansion':
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
      return true;
    default:
      return false;
  }
}

const isQuoted = ({ type }: WordPart): boolean =>
  type === 'SingleQuoted' || type === 'DoubleQuoted' || type === 'AnsiCQuoted' || type === 'LocaleString';

/** The value of `NAME=value` as a word. An array is as good as unknown. */
function assignedValue(assignment: Assignment, source: MappedText): SourceWord {
  const { value } = assignment;
  if (value.type === 'Word') return sourceWord(value, source);
  const span = spanIn(source, value.pos, value.end);
  return { text: '', span, dynamic: true, quoted: false, literal: () => undefined };
}

export const assignmentOf = (assignment: Assignment, source: MappedText, lasting: boolean): ShellAssignment => ({
  name: assignment.name,
  value: assignedValue(assignment, source),
  span: spanIn(source, assignment.pos, assignment.end),
  lasting,
});

/** `NAME=value` as one word: an argument of `export`. */
export function assignmentWord(assignment: Assignment, source: MappedText): SourceWord {
  const value = assignedValue(assignment, source);
  const { value: word, pos } = assignment;
  return {
    ...value,
    text: `${assignment.name}=${value.text}`,
    span: spanIn(source, pos, assignment.end),
    literal: () => (word.type === 'Word' ? literalOf(word, source, pos) : undefined),
  };
}

/** Reads `NAME=value`, an argument of `env`, from a word. */
export function wordAsAssignment(word: ShellWord): ShellAssignment | undefined {
  const name = /^[A-Za-z_]\w*(?==)/.exec(word.text)?.[0];
  if (name === undefined) return undefined;
  const text = word.text.slice(name.length + 1);
  const span = { start: Math.min(word.span.start + name.length + 1, word.span.end), end: word.span.end };
  return { name, value: { ...word, text, span }, span: word.span, lasting: false };
}

/** A word of the exec form: a JSON string, whose quotes belong to it. */
export function jsonWord(text: string, source: MappedText, pos: number, end: number): SourceWord {
  return {
    text,
    span: spanIn(source, pos, end),
    dynamic: false,
    quoted: false,
    literal: () => jsonLiteral(text, source, pos, end),
  };
}

function jsonLiteral(text: string, source: MappedText, pos: number, end: number): MappedText | undefined {
  const mapper = new TextMapper(source);
  for (let at = pos + 1; at < end - 1; ) {
    const escaped = /^\\(?:u[0-9a-fA-F]{4}|.)/.exec(source.text.slice(at, Math.min(at + 6, end - 1)))?.[0];
    if (escaped === undefined) mapper.copy(at, at + 1);
    else mapper.put(unescapeJson(escaped), at, at + escaped.length);
    at += escaped?.length ?? 1;
  }
  const mapped = mapper.done();
  return mapped.text === text ? mapped : undefined;
}

function unescapeJson(escaped: string): string {
  const known: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
  const letter = escaped[1] ?? '';
  return letter === 'u' ? String.fromCharCode(Number.parseInt(escaped.slice(2), 16)) : (known[letter] ?? letter);
}
